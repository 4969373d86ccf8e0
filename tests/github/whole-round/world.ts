/** Where a round begins: a programme with settings and three agencies that nobody has registered anything for. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { layers, root } from '../../worlds.ts'
import type { Story } from '../story.ts'

const here = import.meta.dirname
const laid = layers(join(here, 'world'))

/** Laid over the small world of the stories, of which nothing but the standard texts is left. */
export function beginning(): NonNullable<Story['files']> {
  const small = layers(join(root, 'tests/rules/_world'))
  const gone = [...small.keys()].filter((path) => !path.startsWith('templates/') && !laid.has(path))
  return {
    ...Object.fromEntries(gone.map((path) => [path, undefined])),
    ...Object.fromEntries([...laid].map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')])),
  }
}

/** A registration as somebody has written it. */
export function written(name: string): string {
  return readFileSync(join(here, 'forms', `${name}.yaml`), 'utf8')
}
