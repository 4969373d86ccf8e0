/** Billigste vei: through a network of a few hundred places, by Dijkstra (Numerische Mathematik 1, 1959, pp. 269–271). */

/** A step from a place; `by` is what it uses. */
export type Step = { readonly to: number; readonly by: number; readonly cost: number }

/** What is used on the cheapest way; undefined when there is none. `steps` leaves out what cannot be used. */
export function cheapestWay(
  from: number,
  to: number,
  steps: (place: number) => Iterable<Step>,
): readonly number[] | undefined {
  const reached = new Map<number, { readonly before: number; readonly by: number }>()
  const known = new Map<number, number>([[from, 0]])
  const queue = new Queue()
  queue.add(0, from)
  for (let next = queue.take(); next; next = queue.take()) {
    const { cost, place } = next
    if (place === to) return wayTo(to, from, reached)
    if (cost > (known.get(place) ?? Infinity)) continue
    for (const step of steps(place)) {
      const total = cost + step.cost
      if (total >= (known.get(step.to) ?? Infinity)) continue
      known.set(step.to, total)
      reached.set(step.to, { before: place, by: step.by })
      queue.add(total, step.to)
    }
  }
  return undefined
}

function wayTo(
  to: number,
  from: number,
  reached: ReadonlyMap<number, { readonly before: number; readonly by: number }>,
): readonly number[] {
  const used: number[] = []
  for (let place = to; place !== from; ) {
    const step = reached.get(place)
    if (!step) return used
    used.push(step.by)
    place = step.before
  }
  return used
}

type Waiting = { readonly cost: number; readonly place: number; readonly turn: number }

/** The cheapest first, and of equals the one that came first: the same answer every time. */
class Queue {
  heap: Waiting[] = []
  turn = 0

  add(cost: number, place: number): void {
    const { heap } = this
    heap.push({ cost, place, turn: this.turn++ })
    for (let at = heap.length - 1; at > 0; ) {
      const above = (at - 1) >> 1
      if (!this.swapped(above, at)) return
      at = above
    }
  }

  take(): Waiting | undefined {
    const { heap } = this
    const [first] = heap
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    heap[0] = last
    for (let at = 0; ; ) {
      const left = 2 * at + 1
      const below = left + 1 < heap.length && this.isBefore(left + 1, left) ? left + 1 : left
      if (below >= heap.length || !this.swapped(at, below)) return first
      at = below
    }
  }

  isBefore(one: number, other: number): boolean {
    const [a, b] = [this.heap[one], this.heap[other]]
    return !!a && !!b && (a.cost < b.cost || (a.cost === b.cost && a.turn < b.turn))
  }

  swapped(above: number, below: number): boolean {
    const [a, b] = [this.heap[above], this.heap[below]]
    if (!a || !b || !this.isBefore(below, above)) return false
    this.heap[above] = b
    this.heap[below] = a
    return true
  }
}
