/** Brev: documents that are made from a registration, before there is any agreement. */

import { digestOf } from '../canonical.ts'
import { fingerprint } from '../match/fit/fingerprint.ts'
import type { Words } from '../messages.ts'
import type { Agency, Concept, IsoDate, Language, Programme, Registration } from '../model.ts'
import { formatOrganisationNumber } from '../organisation-number.ts'
import type { Draughted } from './formats.ts'
import { formatDate, formatList, formatNumber } from './formatted.ts'
import type { Identity } from './html.ts'
import { fill } from './language.ts'
import { parseMarkdown } from './markdown.ts'
import { type Letter, newestVersion, standardText } from './standard-text.ts'
import { agencyName } from './view-teller.ts'

/** Hva et intensjonsbrev sier. As in `view-model.ts`: every text in the language of the letter, and none computed there. */
export type LetterView = {
  readonly language: Language
  readonly id: string
  readonly title: string
  readonly programmeName: string
  readonly notice: string
  readonly hasNotice: boolean
  readonly templateVersion: string
  /** `sha256:…` over what the registration says. */
  readonly termsDigest: string
  readonly confirmed: string
  readonly sender: { readonly name: string; readonly organisationNumber: string }
  readonly unit: string
  readonly hasUnit: boolean
  readonly recipientName: string
  /** Of agencies that are not registered only the number is known. */
  readonly hasRecipientName: boolean
  readonly recipientNumber: string
  readonly isRegistered: boolean
  readonly wantsToSend: boolean
  readonly wantsToReceive: boolean
  readonly offersToHost: boolean
  readonly offersToLend: boolean
  readonly background: string
  readonly competences: readonly string[]
  readonly learningGoals: readonly string[]
  readonly forms: string
  readonly from: string
  readonly to: string
  readonly duration: string
  readonly workload: string
  readonly municipality: string
  readonly onSite: boolean
  readonly hybrid: boolean
  readonly digital: boolean
  readonly places: string
  readonly clearance: string
  readonly needsAuthorisation: boolean
  readonly inReturn: readonly string[]
  readonly anchoringRole: string
  readonly anchoringDate: string
  readonly contactRole: string
  readonly contactEmail: string
  readonly officeMailbox: string
}

/** A letter to be made: the name of its file, and how to tell what is in it. */
export type LetterDraft = {
  readonly name: string
  /** The recipient's own form of Norwegian, where it is known (språklova § 13): the language to write in first. */
  readonly preferred: Language
  readonly view: (language: Language, words: Words) => LetterView
}

/** To add a letter: one entry here and its standard text in `templates/<letter>/<version>/`. */
export const letters: Readonly<
  Record<Letter, (registration: Registration, programme: Programme) => readonly LetterDraft[]>
> = {
  'letter-of-intent': (registration, programme) => {
    const template = newestVersion(programme, 'letter-of-intent')
    if (!template || registration.withdrawn) return []
    return registration.partners.wished.map((wished) => ({
      name: `${registration.id}.letter-of-intent.${wished}`,
      preferred: programme.agencies.get(wished)?.language ?? registration.language,
      view: (language, words) =>
        new LetterTeller(registration, programme, language, words).view(wished, template),
    }))
  },
}

/**
 * A letter as every format needs it; its date is the day the registration was confirmed.
 * @throws TemplateError, MarkdownError for a standard text that cannot be filled
 */
export function letterDocument(
  view: LetterView,
  programme: Programme,
  date: IsoDate,
  words: Words,
): Draughted {
  const { template } = standardText(programme, view.templateVersion, view.language)
  const markdown = fill(template, view)
  return { markdown, tree: () => parseMarkdown(markdown), identity: identityOf(view, date, words) }
}

/** A letter is about a registration and its confirmation, where another document is about an agreement and its version. */
const ownWords: Readonly<Record<string, string>> = {
  'document-agreement': 'document-registration',
  'document-version': 'document-confirmed',
  'document-terms': 'document-registration-digest',
}

function identityOf(view: LetterView, date: IsoDate, words: Words): Identity {
  const { language, id, confirmed, programmeName, notice, sender, templateVersion, termsDigest } = view
  return {
    language,
    id,
    version: confirmed,
    programme: programmeName,
    notice,
    parties: [sender],
    templateVersion,
    termsDigest,
    date,
    words: (key, args) => words(ownWords[key] ?? key, args),
  }
}

class LetterTeller {
  readonly registration: Registration
  readonly programme: Programme
  readonly language: Language
  readonly words: Words

  constructor(registration: Registration, programme: Programme, language: Language, words: Words) {
    this.registration = registration
    this.programme = programme
    this.language = language
    this.words = words
  }

  view(wished: string, templateVersion: string): LetterView {
    const { registration, language } = this
    const { settings } = this.programme
    const notice = settings?.notice?.[language] ?? ''
    return {
      language,
      id: registration.id,
      title: registration.title,
      programmeName: settings?.name[language] ?? '',
      notice,
      hasNotice: notice !== '',
      templateVersion,
      termsDigest: this.digest(),
      confirmed: this.date(registration.confirmed),
      ...this.parties(wished),
      ...this.direction(),
      background: registration.background,
      competences: this.labels(registration.competences),
      learningGoals: registration.learningGoals,
      ...this.conditions(),
      inReturn: this.labels(registration.inReturn),
      anchoringRole: registration.anchoring.role,
      anchoringDate: this.date(registration.anchoring.date),
      officeMailbox: settings?.office.mailbox ?? '',
    }
  }

  /** What decides who fits, and what is only told. */
  digest(): string {
    const { title, background, unit = null, confirmed, anchoring } = this.registration
    const { role, date } = anchoring
    const decisive = fingerprint([this.registration])
    return digestOf({ decisive, title, background, unit, confirmed, anchoring: { role, date } })
  }

  parties(wished: string) {
    const { agency, unit = '' } = this.registration
    const own = this.agency(agency)
    const recipient = this.programme.agencies.get(wished)
    return {
      sender: {
        name: agencyName(own, this.language),
        organisationNumber: formatOrganisationNumber(own.organisationNumber),
      },
      unit,
      hasUnit: unit !== '',
      recipientName: recipient ? agencyName(recipient, this.language) : '',
      hasRecipientName: recipient !== undefined,
      recipientNumber: formatOrganisationNumber(recipient?.organisationNumber ?? wished),
      isRegistered: recipient !== undefined,
      contactRole: own.contact.role,
      contactEmail: own.contact.email,
    }
  }

  direction() {
    const { kind, direction } = this.registration
    return {
      wantsToSend: kind === 'need' && direction === 'send',
      wantsToReceive: kind === 'need' && direction === 'receive',
      offersToHost: kind === 'offer' && direction === 'host',
      offersToLend: kind === 'offer' && direction === 'lend',
    }
  }

  conditions() {
    const { forms, period, duration, workload, place, places, clearance } = this.registration
    return {
      forms: this.list(forms.map((form) => this.words(`form-${form}`))),
      from: this.date(period.from),
      to: this.date(period.to),
      duration: this.words('document-weeks', { least: duration.minWeeks, most: duration.maxWeeks }),
      workload: this.words('document-percent', { least: workload.min, most: workload.max }),
      municipality: place.municipality,
      onSite: place.presence === 'on-site',
      hybrid: place.presence === 'hybrid',
      digital: place.presence === 'digital',
      places: formatNumber(places, this.language),
      clearance: this.words(`clearance-${clearance}`),
      needsAuthorisation: clearance !== 'none',
    }
  }

  labels(ids: readonly string[]): readonly string[] {
    const { competences } = this.programme
    return ids.map((id) => labelOf(competences.get(id), this.language) ?? id)
  }

  agency(slug: string): Agency {
    const agency = this.programme.agencies.get(slug)
    if (!agency) throw new Error(`${this.registration.file} is of ${slug}, which is not in the programme`)
    return agency
  }

  date(date: IsoDate): string {
    return formatDate(date, this.language)
  }

  list(items: readonly string[]): string {
    return formatList(items, this.language)
  }
}

function labelOf(concept: Concept | undefined, language: Language): string | undefined {
  return concept?.label[language]
}
