/** Runs of `propose` that must do nothing. What others do is told in stories/, and what becomes of those that die in crash-propose.test.ts. */
import { expect, it } from 'vitest'
import { type Story, told } from './story.ts'

const onBench = (story: Story) => told('propose', story)

it('prints what it would do, and does nothing, without --apply', async () => {
  await onBench({
    tell: async ({ bench, run }) => {
      const { out } = await run('propose', { dry: true })
      expect(out).toContain('åpne et endringsforslag fra match/kld.klimaregnskap--dfo.klimadata')
      expect(bench.log.filter(({ method }) => method !== 'GET')).toEqual([])
    },
  })
})

it('says that the settings must be mended, and touches nothing', async () => {
  await onBench({
    files: { 'programme/programme.yaml': 'name: [\n' },
    tell: async ({ bench, run }) => {
      const { code, out } = await run('propose')
      expect(code).toBe(2)
      expect(out).toContain('programme/programme.yaml')
      expect(bench.log.filter(({ method }) => method !== 'GET')).toEqual([])
    },
  })
})
