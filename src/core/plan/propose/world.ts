/** What every part of planning proposals looks up, prepared once. */
import { passedOver } from '../../match/office/open.ts'
import type { Words } from '../../messages.ts'
import type { Source } from '../source-links.ts'
import type { ProposeFacts } from './facts.ts'
import { type Basis, partiesOf, sharedLanguage } from './proposal.ts'
import type { News } from './proposal-news.ts'
import type { ProposalStory } from './proposal-text.ts'
import type { SightOn } from './sight.ts'

export type World = {
  readonly facts: ProposeFacts
  readonly source: Source
  readonly sightOn: SightOn
  /** The vocabulary that the parties of a match share. */
  readonly wordsFor: (match: string) => Words
  readonly storyOf: (basis: Basis, news?: News) => ProposalStory
}

/** `out` are all proposals that are, or will be, open: they are why others were passed over. */
export function worldOf(facts: ProposeFacts, sightOn: SightOn, out: readonly string[]): World {
  const { programme, repository, commit, textOf, schemaOf } = facts
  const source = { repository, commit, textOf }
  const sight = sightOn(facts.today)
  const wordsFor = (match: string) => facts.wordsOf(sharedLanguage(partiesOf(match), programme))
  return {
    facts,
    source,
    wordsFor,
    sightOn,
    storyOf: (basis, news) => ({
      basis,
      programme,
      source,
      schemaOf,
      words: wordsFor(basis.match),
      passedOver: sight ? passedOver(basis.match, programme, sight.context, out) : [],
      ...(news ? { news } : {}),
    }),
  }
}
