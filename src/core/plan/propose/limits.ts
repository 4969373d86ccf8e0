/** Grenser: how many proposals an agency, and the programme, has to answer at a time. */
import type { Programme, Proposal, Settings } from '../../model.ts'
import { nameOf } from '../../report/matching-sentences.ts'
import type { Note } from '../action.ts'
import { partiesOf } from './proposal.ts'

type Counts = Map<string, number>

/** The best first, each if there is room for it beside those that are open. The notes say who waits, and for what. */
export function withinLimits(
  proposals: readonly Proposal[],
  open: readonly string[],
  limits: Settings['limits'],
  programme: Programme,
): { readonly accepted: readonly Proposal[]; readonly waiting: readonly Note[] } {
  const counts: Counts = new Map()
  for (const party of open.flatMap(partiesOf)) add(counts, party)
  const busy: Counts = new Map()
  const accepted: Proposal[] = []
  let waiting = 0
  for (const proposal of proposals) {
    const full = proposal.parties.find((party) => (counts.get(party) ?? 0) >= limits.openProposalsPerAgency)
    if (full !== undefined) add(busy, full)
    else if (open.length + accepted.length >= limits.openProposals) waiting++
    else {
      accepted.push(proposal)
      for (const party of proposal.parties) add(counts, party)
    }
  }
  return { accepted, waiting: notes(busy, waiting, limits, programme) }
}

function add(counts: Counts, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

function notes(
  busy: Counts,
  waiting: number,
  limits: Settings['limits'],
  programme: Programme,
): readonly Note[] {
  const agencies = [...busy].map(([agency, count]): Note => {
    const args = { agency: nameOf(agency, programme), count, most: limits.openProposalsPerAgency }
    return { note: 'propose-note-agency-full', args }
  })
  const all = { note: 'propose-note-full', args: { count: waiting, most: limits.openProposals } }
  return waiting > 0 ? [...agencies, all] : agencies
}
