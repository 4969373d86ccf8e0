/** Whole stories on GitHub: see story.ts. Read the difference of a `told.md` as you would read a contract. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type Story, told } from './story.ts'

const folder = join(import.meta.dirname, 'stories')
const names = readdirSync(folder).sort()

it.each(names)('%s', async (name) => {
  const { story } = (await import(join(folder, name, 'story.ts'))) as { story: Story }
  await expect(await told(name, story)).toMatchFileSnapshot(join(folder, name, 'told.md'))
})
