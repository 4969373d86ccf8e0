/** Påminnelse: what an issue about a milestone says. The tone is that of a colleague who wants it to go well. */
import type { Milestone } from '../../follow-up/milestone.ts'
import { awaited } from '../../follow-up/overview.ts'
import { checklistOf, entitled, labelOf, namesOf, type Speech } from '../../follow-up/wording.ts'
import type { Agreement, IsoDate } from '../../model.ts'
import { formatDate } from '../../render/formatted.ts'
import { exchangeMaterial, sheetStem } from '../../render/material/kinds.ts'
import { inert, link } from '../../report/markdown.ts'
import type { Repository } from '../forge.ts'
import { notice } from '../propose/proposal-text.ts'
import { bullets, fenced } from '../prose.ts'
import { standstill } from '../standstill.ts'
import { titleText } from '../title.ts'
import { evaluationLink } from './evaluation-link.ts'
import { type LetterStory, letters } from './letter.ts'

export type ReminderStory = Speech &
  Pick<LetterStory, 'wordsOf' | 'site'> & {
    readonly repository: Repository
    readonly today: IsoDate
    readonly milestone: Milestone
    readonly agreement: Agreement
    /** It has been late for so long that a letter is due. */
    readonly isEscalated: boolean
  }

export function reminderTitle(story: ReminderStory): string {
  return titleText(entitled(story.milestone, story))
}

export function reminderBody(story: ReminderStory): string {
  const { programme, language, milestone, words } = story
  const points = checklistOf(milestone, language).map((point) => `[ ] ${inert(point)}`)
  return told([
    notice(programme, language),
    standstill(programme.settings, story.today, language, words),
    lead(story),
    stateText(story),
    points.length > 0 ? `${words('follow-up-checklist')}\n\n${bullets(points)}` : '',
    templateText(story),
    milestone.about.kind === 'plan' ? howToSayDone(story) : howToEvaluate(story),
    story.isEscalated ? letters(story) : '',
    words('follow-up-end'),
  ])
}

/** When it is over: why. */
export function settledReminder(
  story: Pick<ReminderStory, 'programme' | 'language' | 'words'>,
  why: 'done' | 'lapsed' | 'gone',
): string {
  return told([notice(story.programme, story.language), story.words(`follow-up-settled-${why}`)])
}

function told(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}

/** «**Midtveissamtale** i «Klimaregnskap», senest 15. juni 2027. Ansvar: KLD og DFØ.» */
function lead(story: ReminderStory): string {
  const { milestone, agreement, words, language, programme } = story
  const known = {
    label: inert(labelOf(milestone, story)),
    agreement: link(agreement.title, fileUrl(story, agreement.file)),
    agencies: inert(namesOf(milestone.who, programme, language)),
  }
  return milestone.date === undefined
    ? words('follow-up-lead-undated', known)
    : words('follow-up-lead', { ...known, date: formatDate(milestone.date, language) })
}

function stateText(story: ReminderStory): string {
  const { milestone, words } = story
  const missing = milestone.awaits.length > 0 ? awaited(milestone, story) : ''
  if (milestone.state === 'paused') return told([words('follow-up-in-pause'), missing])
  if (milestone.state === 'overdue') return told([words('follow-up-is-late'), missing])
  return missing
}

/** The sheet on the site, which holds what is agreed; without a site the standard text it is made of. */
function templateText(story: ReminderStory): string {
  const { milestone, programme, language, words } = story
  const document = milestone.about.kind === 'plan' ? milestone.about.plan.template : undefined
  const versions = [...programme.templates.values()].filter(({ id }) => id.split('@')[0] === document)
  const newest = versions.sort((a, b) => versionOf(b.id) - versionOf(a.id))[0]
  const file = newest?.languages.get(language)?.file
  if (file === undefined) return ''
  return sheetText(document, story) ?? link(words('follow-up-template'), fileUrl(story, file))
}

function sheetText(document: string | undefined, story: ReminderStory): string | undefined {
  const { milestone, agreement, site, language, words } = story
  const kind = exchangeMaterial.find((one) => one === document)
  const own = agreement.languages.includes(language) ? language : agreement.languages[0]
  if (site === '' || kind === undefined || own === undefined) return undefined
  if (milestone.exchange === undefined) return undefined
  const stem = `${site}avtaler/${sheetStem(agreement.id, agreement.version, milestone.exchange, kind)}.${own}`
  return words('follow-up-sheet', {
    page: link(words('follow-up-sheet-page'), `${stem}.html`),
    word: link(words('follow-up-sheet-word'), `${stem}.docx`),
  })
}

function versionOf(id: string): number {
  return Number(id.split('@')[1])
}

/** The file as it would be with this in it; GitHub opens a page in which it stands already. */
function howToSayDone(story: ReminderStory): string {
  const { milestone, programme, words } = story
  const { agreement, exchange, about, date, planned } = milestone
  if (about.kind !== 'plan') return ''
  const file = `agreements/${agreement}/follow-up.yaml`
  const entry = [
    `  - milestone: ${about.plan.id}`,
    ...(exchange === undefined ? [] : [`    exchange: ${exchange}`]),
    `    date: ${date ?? planned}`,
  ].join('\n')
  const isThere = programme.paths.has(file)
  const page = isThere ? editUrl(story, file) : newUrl(story, file, `done:\n${entry}\n`)
  const how = words(isThere ? 'follow-up-say-more' : 'follow-up-say-first', { page: link(file, page) })
  return `${how}\n\n${fenced(entry, 'yaml')}`
}

/** One link for each answer that is missing: the form opens with what is known already. */
function howToEvaluate(story: ReminderStory): string {
  const { milestone, words, language } = story
  const lines = milestone.awaits.flatMap((by) => {
    const url = evaluationLink(milestone, by, language, story)
    return url === undefined ? [] : [`[ ] ${link(words(`follow-up-by-${by}`), url)}`]
  })
  return lines.length === 0 ? '' : `${words('follow-up-evaluate')}\n\n${bullets(lines)}`
}

function fileUrl({ repository }: Pick<ReminderStory, 'repository'>, file: string): string {
  return `${repository.url}/blob/${repository.defaultBranch}/${file}`
}

function editUrl({ repository }: Pick<ReminderStory, 'repository'>, file: string): string {
  return `${repository.url}/edit/${repository.defaultBranch}/${file}`
}

/** https://docs.github.com/en/repositories/working-with-files/managing-files/creating-new-files */
function newUrl({ repository }: Pick<ReminderStory, 'repository'>, file: string, value: string): string {
  const query = `filename=${encodeURIComponent(file)}&value=${encodeURIComponent(value)}`
  return `${repository.url}/new/${repository.defaultBranch}?${query}`
}
