/** Names of proposals. They are branch names and file names too, so they never change. */
import { compare } from '../diagnostic.ts'
import type { Registration } from '../model.ts'

const rotationPrefix = 'rotation'

/** `<need>--<offer>` */
export function pairId(need: Registration, offer: Registration): string {
  return `${need.id}--${offer.id}`
}

/** `rotation--<id>--<id>…`, from the smallest id on, each sending to the next. */
export function rotationId(ring: readonly string[]): string {
  const first = ring.reduce((smallest, id, at) => (compare(id, ring[smallest] ?? id) < 0 ? at : smallest), 0)
  return [rotationPrefix, ...ring.slice(first), ...ring.slice(0, first)].join('--')
}

/** Whether an id names a rotation; otherwise it names a pair. */
export function isRotation(proposal: string): boolean {
  return proposal.startsWith(`${rotationPrefix}--`)
}

/** The registrations that a proposal's id names. Folders and files have no double hyphen, so it is unambiguous. */
export function registrationsIn(proposal: string): readonly string[] {
  return proposal.split('--').filter((part) => part !== rotationPrefix)
}
