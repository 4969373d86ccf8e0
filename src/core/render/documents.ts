/** Which documents an agreement gives. */
import { isSame } from '../difference.ts'
import type { Words } from '../messages.ts'
import type { Agreement, Exchange, IsoDate, Language, Programme, Registration } from '../model.ts'
import { agreementAmendment, exchangeAmendment } from './amendment.ts'
import type { Annex } from './annexes.ts'
import { documentDate } from './document-date.ts'
import type { Draughted, Format, Makers } from './formats.ts'
import type { Identity } from './html.ts'
import { fill } from './language.ts'
import { letterDocument, letters } from './letters.ts'
import { parseMarkdown, type Tree } from './markdown.ts'
import { parallelMarkdown } from './parallel.ts'
import type { People } from './people.ts'
import { type Document, newestVersion, standardText } from './standard-text.ts'
import { agreementView, exchangeView, terminationView } from './view.ts'
import { hasCosts, lastDay, needsAuthorisation, needsDeclaration } from './view-facts.ts'
import type { CommonView } from './view-model.ts'
import { filled } from './view-people.ts'
import { versionOf } from './view-teller.ts'
import { type RenderedFile, written } from './written.ts'

type View = (language: Language, words: Words) => CommonView

/** A document to be made: the name of its file, and how to tell what is in it. */
export type Draft = { readonly name: string; readonly view: View }

/** `before` is the agreement as the parties had it before; without it nobody can tell what is new. */
type DraftsOf = (agreement: Agreement, programme: Programme, before?: Agreement) => readonly Draft[]

/** To add a document: one entry here and its standard text in `templates/<document>/<version>/`. */
export const documents: Readonly<Record<Document, DraftsOf>> = {
  'cooperation-agreement': (agreement, programme) => [
    { name: agreement.id, view: (language, words) => agreementView(agreement, programme, language, words) },
  ],
  'exchange-agreement': (agreement, programme) =>
    agreement.exchanges.map((exchange) => ({
      name: nameOf(agreement, exchange),
      view: (language, words) => exchangeView(agreement, exchange, programme, language, words),
    })),
  'learning-plan': annexed('learning-plan', () => true),
  'confidentiality-declaration': annexed('confidentiality-declaration', needsDeclaration),
  'cost-sheet': annexed('cost-sheet', hasCosts),
  'security-annex': annexed('security-annex', (_agreement, exchange) => needsAuthorisation(exchange)),
  amendment: (agreement, programme, before) => {
    const template = newestVersion(programme, 'amendment')
    if (!template || !before || before.version >= agreement.version) return []
    return amendments({ before, now: agreement, programme }, template)
  },
  termination: (agreement, programme) => {
    const template = newestVersion(programme, 'termination')
    const { termination } = agreement
    if (!template || !termination) return []
    const view: View = (language, words) =>
      terminationView({ ...agreement, termination }, programme, language, words, template)
    return [{ name: `${agreement.id}.termination`, view }]
  },
  certificate: (agreement, programme) => {
    const template = newestVersion(programme, 'certificate')
    if (!template) return []
    return agreement.exchanges
      .filter((exchange) => isCompleted(agreement, exchange, programme))
      .map((exchange) => ofExchange('certificate', template, agreement, exchange, programme))
  },
}

/** The agreement's id first, so that a file that has been sent around still says where it belongs. */
function nameOf(agreement: Agreement, exchange: Exchange): string {
  return `${agreement.id}-${exchange.id}`
}

/** What is annexed has the number of the agreement's own standard text: what was signed never gets another annex. */
function annexed(document: Annex, applies: (agreement: Agreement, exchange: Exchange) => boolean): DraftsOf {
  return (agreement, programme) => {
    const template = `${document}@${versionOf(agreement)}`
    if (!programme.templates.has(template)) return []
    return agreement.exchanges
      .filter((exchange) => applies(agreement, exchange))
      .map((exchange) => ofExchange(document, template, agreement, exchange, programme))
  }
}

/** A dot parts the kind of document from the names: it is in no name, so no two documents can be called the same. */
function ofExchange(
  document: Document,
  template: string,
  agreement: Agreement,
  exchange: Exchange,
  programme: Programme,
): Draft {
  return {
    name: `${nameOf(agreement, exchange)}.${document}`,
    view: (language, words) => exchangeView(agreement, exchange, programme, language, words, template),
  }
}

type Step = { readonly before: Agreement; readonly now: Agreement; readonly programme: Programme }

function amendments(step: Step, template: string): readonly Draft[] {
  const { before, now } = step
  const inExchanges = now.exchanges.flatMap((exchange) => {
    const was = before.exchanges.find(({ id }) => id === exchange.id)
    if (!was || isSame(concerning(before, was), concerning(now, exchange))) return []
    const view: View = (language, words) => exchangeAmendment(step, was, exchange, language, words, template)
    return [{ name: `${nameOf(now, exchange)}.amendment`, view }]
  })
  const whole: View = (language, words) => agreementAmendment(step, language, words, template)
  return [{ name: `${now.id}.amendment`, view: whole }, ...inExchanges]
}

/** What the agreement about one exchange is made of. */
function concerning(agreement: Agreement, exchange: Exchange) {
  const { title, template, parties, purpose, expectations, terms, deviations, sharing } = agreement
  return { title, template, parties, purpose, expectations, terms, deviations, sharing, exchange }
}

/** The repository says that it took place: it was evaluated at its end, or ended early after it had begun. */
function isCompleted({ id }: Agreement, exchange: Exchange, { evaluations }: Programme): boolean {
  if (lastDay(exchange) < exchange.period.from) return false
  const evaluated = evaluations.some(
    ({ agreement, exchange: of, stage }) =>
      agreement === id && of === exchange.id && (stage === 'end' || stage === 'after'),
  )
  return evaluated || exchange.ended !== undefined
}

/** Every document of an agreement, in the order of the table. */
export function draftsOf(agreement: Agreement, programme: Programme, before?: Agreement): readonly Draft[] {
  return Object.values(documents).flatMap((drafts) => drafts(agreement, programme, before))
}

export type RenderOptions = {
  /** Only those the agreement is made in are written: its deviations exist in no other. */
  readonly languages: readonly Language[]
  readonly formats: readonly Format[]
  readonly words: (language: Language) => Words
  readonly makers: Makers
  /** The agreement as it was before its version was raised: gives the amendment. */
  readonly before?: Agreement
  /** Names from a private file. What is made with them is marked, in the text and in the name of the file. */
  readonly people?: People
}

/**
 * Every document of an agreement, in the asked languages and formats: `<id>/<name>.v<version>.<language>.<format>`, and
 * `….<language>.private.<format>` when it holds names. The same agreement, programme and toolkit give the same bytes.
 * @throws Error when the agreement names an agency or a standard text that is not there
 * @throws TemplateError, MarkdownError for a standard text that cannot be filled
 */
export async function renderAgreement(
  agreement: Agreement,
  programme: Programme,
  options: RenderOptions,
): Promise<readonly RenderedFile[]> {
  const languages = options.languages.filter((language) => agreement.languages.includes(language))
  const finished = draftsOf(agreement, programme, options.before).flatMap((draft) =>
    languages.map((language) => ({
      stem: stemOf(agreement, draft, language, options),
      document: draught(viewOf(draft, agreement, language, options), agreement, programme, options),
    })),
  )
  return written(finished, options)
}

/**
 * Every document with two languages side by side: `<id>/<name>.v<version>.<one>-<other>.<format>`. None for an agreement
 * that is not made in both.
 * @throws as {@link renderAgreement} does
 */
export async function renderParallel(
  agreement: Agreement,
  programme: Programme,
  [one, other]: readonly [Language, Language],
  options: Omit<RenderOptions, 'languages'>,
): Promise<readonly RenderedFile[]> {
  if (![one, other].every((language) => agreement.languages.includes(language))) return []
  const finished = draftsOf(agreement, programme, options.before).map((draft) => {
    const sideOf = (language: Language) => {
      const view = viewOf(draft, agreement, language, options)
      const document = draught(view, agreement, programme, options)
      return {
        language,
        name: options.words(language)(`language-${language}`),
        tree: document.tree(),
        document,
      }
    }
    const [left, right] = [sideOf(one), sideOf(other)]
    const markdown = parallelMarkdown(left, right, options.words(one)('document-number'))
    const document = { ...left.document, ...text(markdown) }
    return { stem: stemOf(agreement, draft, `${one}-${other}`, options), document }
  })
  return written(finished, options)
}

/**
 * Every letter of a registration, in the asked languages and formats: `<registration>/<name>.<language>.<format>`.
 * @throws Error when the registration's agency is not in the programme
 * @throws TemplateError, MarkdownError for a standard text that cannot be filled
 */
export async function renderLetters(
  registration: Registration,
  programme: Programme,
  options: Pick<RenderOptions, 'languages' | 'formats' | 'words' | 'makers'>,
): Promise<readonly RenderedFile[]> {
  const drafts = Object.values(letters).flatMap((letter) => letter(registration, programme))
  const finished = drafts.flatMap(({ name, view }) =>
    options.languages.map((language) => {
      const words = options.words(language)
      const document = letterDocument(view(language, words), programme, registration.confirmed, words)
      return { stem: `${registration.id}/${name}.${language}`, document }
    }),
  )
  return written(finished, options)
}

type Rendering = Pick<RenderOptions, 'formats' | 'words' | 'makers' | 'people'>

function stemOf(agreement: Agreement, { name }: Draft, languages: string, { people }: Rendering): string {
  const stem = `${agreement.id}/${name}.v${agreement.version}.${languages}`
  return people?.has(agreement.id) ? `${stem}.private` : stem
}

function viewOf({ view }: Draft, { id }: Agreement, language: Language, options: Rendering): CommonView {
  const words = options.words(language)
  const people = options.people?.get(id)
  return people ? filled(view(language, words), people, words('document-private')) : view(language, words)
}

function draught(
  view: CommonView,
  agreement: Agreement,
  programme: Programme,
  { words }: Rendering,
): Draughted {
  const { template } = standardText(programme, view.templateVersion, view.language)
  const identity = identityOf(view, programme, documentDate(agreement), words(view.language))
  return { ...text(fill(template, view)), identity }
}

function text(markdown: string): Pick<Draughted, 'markdown' | 'tree'> {
  let tree: Tree | undefined
  return {
    markdown,
    tree: () => {
      tree ??= parseMarkdown(markdown)
      return tree
    },
  }
}

function identityOf(view: CommonView, programme: Programme, date: IsoDate, words: Words): Identity {
  const { language, id, version, notice, parties, templateVersion, termsDigest } = view
  const name = programme.settings?.name[language] ?? ''
  return {
    language,
    id,
    version,
    programme: name,
    notice,
    parties,
    templateVersion,
    termsDigest,
    date,
    words,
  }
}
