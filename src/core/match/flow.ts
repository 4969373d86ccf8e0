/**
 * Flow through a network whose arcs have room for whole units and earn something for each unit. Successive best
 * paths (Ahuja, Magnanti and Orlin, Network Flows, 1993, ch. 9.7): exact, and whole numbers stay whole numbers.
 */

/** Arc `i` and its reverse `i ^ 1` lie beside each other. */
export type Network = {
  readonly leaving: number[][]
  readonly to: number[]
  readonly room: number[]
  readonly gain: number[]
}

/** Counts arcs looked at, so that work can be limited the same way on every machine. */
export type Meter = { looked: number }

export function network(): Network {
  return { leaving: [], to: [], room: [], gain: [] }
}

export function node({ leaving }: Network): number {
  return leaving.push([]) - 1
}

/** Adds an arc and returns its number. The network must have no circle when flow begins. */
export function arc(net: Network, from: number, to: number, room: number, gain: number): number {
  const number = net.to.length
  net.to.push(to, from)
  net.room.push(room, 0)
  net.gain.push(gain, -gain)
  net.leaving[from]?.push(number)
  net.leaving[to]?.push(number + 1)
  return number
}

/** Units that flow through an arc. */
export function units({ room }: Network, number: number): number {
  return room[number ^ 1] ?? 0
}

/** Sends flow for as long as it earns something more, and returns what it earned. */
export function maximise(net: Network, source: number, sink: number, meter: Meter): number {
  let earned = 0
  for (;;) {
    const { gain, by } = bestPath(net, source, meter)
    const more = gain[sink] ?? Number.NEGATIVE_INFINITY
    if (more <= 0) return earned
    earned += more * send(net, source, sink, by)
  }
}

/** Best gain to every node and the arc it is reached by. Arcs may cost something, so nodes can be visited again. */
function bestPath({ leaving, to, room, gain }: Network, source: number, meter: Meter) {
  const best = new Array<number>(leaving.length).fill(Number.NEGATIVE_INFINITY)
  const by = new Int32Array(leaving.length).fill(-1)
  const queued = new Uint8Array(leaving.length)
  const queue = [source]
  best[source] = 0
  for (let at = 0; at < queue.length; at++) {
    const from = queue[at] as number
    queued[from] = 0
    for (const number of leaving[from] as number[]) {
      meter.looked++
      const next = to[number] as number
      const reached = (best[from] as number) + (gain[number] as number)
      if ((room[number] as number) === 0 || reached <= (best[next] as number)) continue
      best[next] = reached
      by[next] = number
      if (queued[next]) continue
      queued[next] = 1
      queue.push(next)
    }
  }
  return { gain: best, by }
}

function send({ to, room }: Network, source: number, sink: number, by: Int32Array): number {
  let amount = Number.POSITIVE_INFINITY
  for (let at = sink; at !== source; at = to[(by[at] as number) ^ 1] as number) {
    amount = Math.min(amount, room[by[at] as number] as number)
  }
  for (let at = sink; at !== source; at = to[(by[at] as number) ^ 1] as number) {
    const number = by[at] as number
    room[number] = (room[number] as number) - amount
    room[number ^ 1] = (room[number ^ 1] as number) + amount
  }
  return amount
}
