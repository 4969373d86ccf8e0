/** Work on every core: each task is answered once, and a thread that dies takes nobody else's task with it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { Threads } from '../src/io/threads.ts'

const folder = mkdtempSync(join(tmpdir(), 'mobilitet-threads-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const doubling = `
import { parentPort, threadId, workerData } from 'node:worker_threads'
parentPort.on('message', (task) => {
  if (task === 'die') throw new Error('dead')
  setTimeout(() => parentPort.postMessage({ task: task + task, thread: threadId }), 5)
})
parentPort.postMessage(workerData.greeting)
`
const file = join(folder, 'doubling.mjs')
writeFileSync(file, doubling)

function threads(greeting = 'ready'): Threads {
  return new Threads(pathToFileURL(file), { greeting }, (message) => {
    if (message !== 'ready') throw new Error(`it says «${String(message)}»`)
  })
}

test('every task gets its own answer, from no more threads than there are cores', async () => {
  const pool = threads()
  const tasks = Array.from({ length: 40 }, (_, index) => String(index))
  const answers = (await Promise.all(tasks.map((task) => pool.run(task)))) as {
    task: string
    thread: number
  }[]
  expect(answers.map(({ task }) => task)).toEqual(tasks.map((task) => task + task))
  expect(new Set(answers.map(({ thread }) => thread)).size).toBeLessThanOrEqual(availableParallelism())
})

test('tasks one after the other need one thread', async () => {
  const pool = threads()
  const [first, second] = [await pool.run('a'), await pool.run('b')] as { thread: number }[]
  expect(first?.thread).toBe(second?.thread)
})

test('a thread that dies fails its own task, and the others are answered', async () => {
  const pool = threads()
  const tasks = ['a', 'die', 'b', 'die', 'c', 'd', 'e', 'f']
  const outcomes = await Promise.allSettled(tasks.map((task) => pool.run(task)))
  expect(outcomes.map(({ status }) => status)).toEqual(
    tasks.map((task) => (task === 'die' ? 'rejected' : 'fulfilled')),
  )
  expect(await pool.run('g')).toMatchObject({ task: 'gg' })
})

test('a thread that says it cannot work is not asked, and everybody is told why', async () => {
  const pool = threads('broken')
  await expect(pool.ready()).rejects.toThrow('it says «broken»')
  const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map((task) => pool.run(task)))
  for (const outcome of outcomes) expect(String((outcome as { reason: unknown }).reason)).toContain('broken')
  expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 'rejected'))
})
