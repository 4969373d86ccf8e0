/** What is read many times in a run is asked for once. */
import { expect, it } from 'vitest'
import { remembering } from '../../src/commands/remembering.ts'
import { smallBench } from './bench/small.ts'
import { asked, readerOf } from './wire.ts'

it('where two commits parted, what a tree holds, and what a content is, are asked for once', async () => {
  const bench = await smallBench()
  const start = (await bench.tip('main')) ?? ''
  const one = await bench.push('kari', 'x', { 'a.txt': 'X\n' })
  const other = await bench.push('kari', 'main', { 'b/c.txt': 'C\n' })
  const read = remembering(readerOf(bench, 'kari'))
  bench.log.length = 0
  const look = async () => {
    const tree = await read.tree(one)
    await read.blobs(tree.map(({ blob }) => blob))
    return [
      await read.mergeBase(other, one),
      await read.mergeBase(one, other),
      await read.mergeBase(one, one),
    ]
  }
  expect(await look()).toEqual([start, start, one])
  const first = asked(bench).length
  expect(await look()).toEqual([start, start, one])
  expect(asked(bench)).toHaveLength(first)
})
