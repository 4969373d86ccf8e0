/**
 * Cheapest flow: units that each must find their way through a network to one sink. Units are sent one after the
 * other along the cheapest path that is left, earlier ones giving way; potentials keep costs from going negative
 * (Ahuja, Magnanti and Orlin, Network Flows, 1993, ch. 9.7). Exact, and whole numbers stay whole numbers.
 */

/** Arc `i` and its reverse `i ^ 1` lie beside each other. */
export type Network = {
  readonly leaving: number[][]
  readonly to: number[]
  readonly room: number[]
  readonly cost: number[]
}

/** Counts arcs looked at, so that work can be limited the same way on every machine. */
export type Meter = { looked: number }

export function network(): Network {
  return { leaving: [], to: [], room: [], cost: [] }
}

export function node({ leaving }: Network): number {
  return leaving.push([]) - 1
}

/** Adds an arc, whose cost is not negative, and returns its number. */
export function arc(net: Network, from: number, to: number, room: number, cost: number): number {
  const number = net.to.length
  net.to.push(to, from)
  net.room.push(room, 0)
  net.cost.push(cost, -cost)
  net.leaving[from]?.push(number)
  net.leaving[to]?.push(number + 1)
  return number
}

/** Units that flow through an arc. */
export function units({ room }: Network, number: number): number {
  return room[number ^ 1] ?? 0
}

/** Sends one unit from each of `sources` to the sink and returns what all of them cost. There must be a way for each. */
export function sendAll(net: Network, sources: readonly number[], sink: number, meter: Meter): number {
  const size = net.leaving.length
  const search: Search = {
    potential: new Float64Array(size),
    distance: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
    by: new Int32Array(size).fill(-1),
    reached: [],
    heap: { keys: [], nodes: [] },
  }
  let cost = 0
  for (const source of sources) {
    findPath(net, search, source, sink, meter)
    for (let at = sink; at !== source; ) {
      const number = search.by[at] as number
      cost += net.cost[number] as number
      net.room[number] = (net.room[number] as number) - 1
      net.room[number ^ 1] = (net.room[number ^ 1] as number) + 1
      at = net.to[number ^ 1] as number
    }
    settle(search, sink)
  }
  return cost
}

type Search = {
  readonly potential: Float64Array
  readonly distance: Float64Array
  readonly by: Int32Array
  readonly reached: number[]
  readonly heap: Heap
}

/** Dijkstra's algorithm, until the sink is the nearest. */
function findPath(net: Network, search: Search, source: number, sink: number, meter: Meter): void {
  const { potential, distance, by, reached, heap } = search
  distance[source] = 0
  reached.push(source)
  push(heap, 0, source)
  for (let top = pop(heap); top && top.node !== sink; top = pop(heap)) {
    const from = top.node
    if (top.key > (distance[from] as number)) continue
    const base = top.key + (potential[from] as number)
    const leaving = net.leaving[from] as number[]
    meter.looked += leaving.length
    for (const number of leaving) {
      if (net.room[number] === 0) continue
      const next = net.to[number] as number
      const length = base + (net.cost[number] as number) - (potential[next] as number)
      const known = distance[next] as number
      if (length >= known) continue
      if (known === Number.POSITIVE_INFINITY) reached.push(next)
      distance[next] = length
      by[next] = number
      push(heap, length, next)
    }
  }
}

/** Nodes nearer than the sink take the difference into their potential; the search is made ready for the next unit. */
function settle({ potential, distance, reached, heap }: Search, sink: number): void {
  const toSink = distance[sink] as number
  for (const at of reached) {
    potential[at] = (potential[at] as number) + Math.min(0, (distance[at] as number) - toSink)
    distance[at] = Number.POSITIVE_INFINITY
  }
  reached.length = 0
  heap.keys.length = 0
  heap.nodes.length = 0
}

/** A binary heap: two lists that go together, the least key first. */
type Heap = { readonly keys: number[]; readonly nodes: number[] }

function push({ keys, nodes }: Heap, key: number, node: number): void {
  let at = keys.length
  while (at > 0) {
    const parent = (at - 1) >> 1
    if ((keys[parent] as number) <= key) break
    keys[at] = keys[parent] as number
    nodes[at] = nodes[parent] as number
    at = parent
  }
  keys[at] = key
  nodes[at] = node
}

function pop({ keys, nodes }: Heap): { key: number; node: number } | undefined {
  const [key, node] = [keys[0], nodes[0]]
  const [lastKey, lastNode] = [keys.pop(), nodes.pop()]
  if (key === undefined || node === undefined || lastKey === undefined || lastNode === undefined)
    return undefined
  const size = keys.length
  let at = 0
  for (let child = 1; child < size; child = 2 * at + 1) {
    const right = child + 1
    const least = right < size && (keys[right] as number) < (keys[child] as number) ? right : child
    if ((keys[least] as number) >= lastKey) break
    keys[at] = keys[least] as number
    nodes[at] = nodes[least] as number
    at = least
  }
  if (size > 0) {
    keys[at] = lastKey
    nodes[at] = lastNode
  }
  return { key, node }
}
