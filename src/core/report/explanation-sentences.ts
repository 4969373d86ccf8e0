/** Forklaringer as sentences: what was given up for the whole, what would have helped, and how much better it could be. */
import { isRotation, registrationsIn } from '../match/ids.ts'
import type { Words } from '../messages.ts'
import type { Forgone, Language, Level, Programme, Proposal, Registration, Remedy } from '../model.ts'
import { formatDate, formatList, formatNumber } from '../render/formatted.ts'
import { nameOf } from './matching-sentences.ts'

/** «Skatteetaten passer enda bedre med DFØ (87 poeng), men da hadde ett behov færre blitt møtt. Plassen gikk til …» */
export function forgoneSentence(
  given: Forgone,
  proposal: Proposal,
  programme: Programme,
  words: Words,
): string {
  const sentence = words('match-forgone', {
    better: better(given, proposal, programme, words),
    loss: loss(given, words),
  })
  return given.taken ? `${sentence} ${taker(given, proposal, programme, words)}` : sentence
}

function better({ id, score }: Forgone, proposal: Proposal, programme: Programme, words: Words): string {
  const members = registrationsIn(id).flatMap((one) => programme.registrations.get(one) ?? [])
  const names = members.map(({ agency }) => nameOf(agency, programme))
  if (isRotation(id)) return words('match-forgone-rotation', { parties: listed(names, words), score })
  const own = members.findIndex((one) => proposal.registrations.includes(one.id))
  const [agency = '', other = ''] = own === 1 ? names.toReversed() : names
  const isAlone = members.every((one) => proposal.registrations.includes(one.id))
  return words(isAlone ? 'match-forgone-alone' : 'match-forgone-pair', { agency, other, score })
}

/** The score is counted in tenths of a point. */
function loss({ loses: { aim, count } }: Forgone, words: Words): string {
  if (aim !== 'score') return words(`match-lost-${aim}`, { count })
  return words('match-lost-score', { count: count / 10, points: formatNumber(count / 10, languageOf(words)) })
}

/** «Plassen hos DFØ gikk til Kartverket, som ikke har andre muligheter for behovet sitt.» */
function taker({ id, taken }: Forgone, proposal: Proposal, programme: Programme, words: Words): string {
  const wanted = registrationsIn(id).find((one) => !proposal.registrations.includes(one)) ?? ''
  const [holder, other] = [taken?.by ?? '', wanted].map((one) => programme.registrations.get(one))
  if (!holder || !other) return ''
  const key = `match-taken-${holder.kind}${taken?.only ? '-only' : ''}`
  return words(key, { agency: nameOf(holder.agency, programme), other: nameOf(other.agency, programme) })
}

/** «Kunne KLD flytte siste dag til 30. april 2027 og NVE øke antall plasser til 2, hadde det blitt forslag.» */
export function remedySentence({ changes }: Remedy, programme: Programme, words: Words): string {
  const owners = new Map([...programme.registrations.values()].map((one) => [one.file, one]))
  const files = [...new Set(changes.map(({ file }) => file))]
  const who = files.map((file) => {
    const owner = owners.get(file)
    const own = changes.filter((change) => change.file === file)
    const agency = owner ? nameOf(owner.agency, programme) : file
    return words('match-remedy-who', {
      agency,
      changes: listed(
        own.map((change) => changeSentence(change, owner, words)),
        words,
      ),
    })
  })
  return words('match-remedy', { who: listed(who, words) })
}

type Change = Remedy['changes'][number]

function changeSentence({ at, value }: Change, owner: Registration | undefined, words: Words): string {
  const key = `match-change-${at.replaceAll('.', '-')}`
  const spoken = spokenValue(at, value, owner, words)
  if (at === 'direction') return words(`${key}-${value}`)
  return at.startsWith('duration.') ? words(key, { count: spoken }) : words(key, { value: spoken })
}

function spokenValue(
  at: string,
  value: Change['value'],
  owner: Registration | undefined,
  words: Words,
): string | number {
  if (at === 'period.from' || at === 'period.to') return formatDate(String(value), languageOf(words))
  if (at === 'level') return words(`match-level-${value}`)
  if (at === 'clearance') return words(`clearance-${value}`)
  if (at === 'forms' && Array.isArray(value)) return newForms(value, owner, words)
  return typeof value === 'number' ? value : String(value)
}

function newForms(forms: readonly string[], owner: Registration | undefined, words: Words): string {
  const known: readonly string[] = owner?.forms ?? []
  const added = forms.filter((form) => !known.includes(form))
  return listed(
    added.map((form) => words(`form-${form}`)),
    words,
  )
}

/** «Forslagene møter 41 behov. Flere enn 43 er det umulig å møte.» One for each level that is not proved. */
export function gapSentences(levels: readonly Level[], words: Words): readonly string[] {
  return levels
    .filter(({ value, bound }) => bound > value)
    .map(({ aim, value, bound }) => {
      const told = (amount: number) => formatNumber(aim === 'score' ? amount / 10 : amount, languageOf(words))
      return words(`match-gap-${aim}`, { value: told(value), bound: told(bound) })
    })
}

function listed(items: readonly string[], words: Words): string {
  return formatList(items, languageOf(words))
}

function languageOf(words: Words): Language {
  return words('report-language') as Language
}
