/** Nylig: what has been made lately, so that it is not made again within one run. Bounded, so that memory is too. */

/** Made things by the digest of all that decides them. The one that was not asked for the longest goes first. */
export class Recent<Made> {
  readonly #made = new Map<string, Promise<Made>>()
  readonly #room: number

  constructor(room: number) {
    this.#room = room
  }

  /** What fails is not remembered. */
  get(key: string, make: () => Promise<Made>): Promise<Made> {
    const made = this.#made.get(key) ?? make()
    this.#made.delete(key)
    this.#made.set(key, made)
    made.catch(() => this.#made.delete(key))
    const [oldest] = this.#made.keys()
    if (oldest !== undefined && this.#made.size > this.#room) this.#made.delete(oldest)
    return made
  }
}
