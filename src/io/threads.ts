/** Threads that do one job at a time each: as many as there are cores, and no more than there is work for. */
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

type Turn = { readonly take: (worker: Worker) => void; readonly give: (error: unknown) => void }

/** A thread says something of itself when it has started, and answers every task with one message. */
export class Threads {
  readonly #start: () => Promise<Worker>
  readonly #idle: Worker[] = []
  readonly #waiting: Turn[] = []
  #threads = 0

  /** `greeted` judges a thread by its first message; if it throws, there is no thread. */
  constructor(file: URL, workerData: object, greeted: (message: unknown) => void) {
    this.#start = async () => {
      // Without arguments: what helps to run the sources would only be in the way of a thread in plain JavaScript.
      const worker = new Worker(file, { workerData, execArgv: [] })
      const [message] = await once(worker, 'message')
      try {
        greeted(message)
      } catch (error) {
        await worker.terminate()
        throw error
      }
      return worker
    }
  }

  /** @throws what `greeted` throws, or the error that ended the thread */
  async run(task: string): Promise<unknown> {
    const worker = await this.#borrowed()
    worker.ref()
    try {
      worker.postMessage(task)
      const [answer] = await once(worker, 'message')
      this.#handBack(worker)
      return answer
    } catch (error) {
      this.#threads--
      const turn = this.#waiting.shift()
      if (turn) this.#borrowed().then(turn.take, turn.give)
      throw error
    }
  }

  /** Starts a thread if there is none. @throws as {@link run} */
  async ready(): Promise<void> {
    this.#handBack(await this.#borrowed())
  }

  #borrowed(): Promise<Worker> {
    const idle = this.#idle.pop()
    if (idle) return Promise.resolve(idle)
    if (this.#threads >= availableParallelism())
      return new Promise((take, give) => this.#waiting.push({ take, give }))
    this.#threads++
    return this.#start().catch((error: unknown) => {
      this.#threads--
      // What cannot start now will not for the next one either.
      if (this.#threads === 0) for (const { give } of this.#waiting.splice(0)) give(error)
      throw error
    })
  }

  #handBack(worker: Worker): void {
    const turn = this.#waiting.shift()
    if (turn) {
      turn.take(worker)
      return
    }
    // An idle thread keeps nobody from leaving.
    worker.unref()
    this.#idle.push(worker)
  }
}
