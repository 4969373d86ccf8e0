/** A repository where there is nothing yet is told of in one clear sentence. */
import { expect, it } from 'vitest'
import { type Story, told } from './story.ts'

it('nothing is proposed, taken in or released before there is a programme', async () => {
  const tell: Story['tell'] = async ({ bench, run }) => {
    await bench.deleteBranch('main')
    for (const command of ['propose', 'follow-up', 'intake', 'release'] as const) {
      const { code, out } = await run(command, {})
      expect([command, code, out.trim()]).toEqual([
        command,
        1,
        'Registeret har ingen gren som heter «main». Legg inn programmet der først.',
      ])
    }
  }
  await told('x', { tell })
})
