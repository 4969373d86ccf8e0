/**
 * A mailbox that belongs to a person, from `start` up to `end` in the text. The address itself is not
 * kept.
 */
export type FoundMailbox = { readonly start: number; readonly end: number }

/** RFC 5321, 4.5.3.1: the longest local part and the longest domain. */
const LONGEST_LOCAL_PART = 64
const LONGEST_DOMAIN = 253

/**
 * Providers whose name is the same under many top-level domains: hotmail.com, hotmail.no, hotmail.co.uk.
 */
const PROVIDER_NAMES = words(`
  gmail googlemail hotmail outlook live msn yahoo ymail rocketmail icloud aol gmx protonmail tutanota fastmail
  zoho yandex`)
const PROVIDER_NAME = new RegExp(`^(?:${PROVIDER_NAMES.join('|')})\\.(?:com?\\.)?\\p{L}{2,}$`, 'u')

const PROVIDER_DOMAINS = new Set(
  words(`
  me.com mac.com proton.me pm.me tuta.com tuta.io hey.com mail.com mail.ru hushmail.com fastmail.fm online.no
  getmail.no broadpark.no frisurf.no start.no c2i.net chello.no bluezone.no lyse.net altibox.no haugnett.no
  ebnett.no bbnett.no enivest.net sensewave.com epost.no spray.no`),
)

/** Words that name a task, a unit or a group and are nobody's name, without accents (see `plain`). */
const ROLE_WORDS = new Set(
  words(`
  post epost e-post mail info kontakt contact hr it ikt jus juss jobb jobs lonn web presse press media archive
  noreply no-reply reply ikke-svar ikkje-svar hei hello support help hjelp admin drift dpo avd sek dep etat
  office unit fag plan data analyse klima miljo energi helse faktura invoice finans revisjon kurs leder leiar
  ledelse leiing direktor styre stab rad utvalg utval nemnd region distrikt service felles intern ekstern public
  privacy security sikkerhet tryggleik beredskap varsel varsling tilsyn kontroll test demo system bot robot`),
)

/** Norwegian compounds freely, so a word that begins with one of these … */
const ROLE_BEGINNINGS = words(`
  hospiter mobilitet mobility utveksl exchange rotasjon rekrutter recruit personal personvern postmottak
  postkasse kommunikasjon informasjon administrasjon innkjop anskaffels juridisk regnskap rekneskap okonomi
  kompetanse opplaring laring samarbeid prosjekt project program avdeling seksjon arkiv sekretariat resepsjon`)

/** … or ends with one of these, or with its definite form or plural, is such a word too. */
const ROLE_ENDINGS = words(`
  post arkiv kontor avdeling seksjon enhet eining gruppe team senter sentral tjeneste tenest stotte mottak program
  prosjekt project ordning forvaltning direktorat departement sekretariat resepsjon redaksjon opplaring laring
  koordinator coordinator desk master`)
const ROLE_COMPOUND = new RegExp(
  `^(?:${ROLE_BEGINNINGS.join('|')})|(?:${ROLE_ENDINGS.join('|')})(?:en|n|et|met|a|ene|ane|er|ar|r|e)?$`,
)

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}

/**
 * Privat e-post: all mailboxes in a text that are a person's own, in the order of the text.
 *
 * Two kinds are a person's own. Every address at a provider for private people (gmail, hotmail, online.no
 * …), whatever stands before the @, since an agency does its work elsewhere. And every address made as a
 * person's name is, anywhere: two or more words of letters with dots between (`kari.nordmann@`,
 * `k.nordmann2@`), when none of the words names a task or a unit. One such word is enough, as in
 * `post.avdeling@` and `klima.seksjon@`, and a single word is always let through (`hospitering@`, but
 * also `kari@`: nothing tells a first name from a word).
 */
export function findPrivateMailboxes(text: string): FoundMailbox[] {
  const found: FoundMailbox[] = []
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const start = startOfLocalPart(text, at)
    const end = endOfDomain(text, at + 1)
    if (start < at && isPrivate(text.slice(start, at), text.slice(at + 1, end))) found.push({ start, end })
  }
  return found
}

function isPrivate(localPart: string, domain: string): boolean {
  const labels = domain.toLowerCase().split('.')
  if (labels.length < 2 || labels.includes('') || !/^\p{L}{2,}$/u.test(labels.at(-1) ?? '')) return false
  return isAtProvider(labels) || isPersonalName(localPart)
}

/** Also below the provider's domain: `student.online.no`. */
function isAtProvider(labels: readonly string[]): boolean {
  return [-2, -3].some((from) => {
    const domain = labels.slice(from).join('.')
    return PROVIDER_DOMAINS.has(domain) || PROVIDER_NAME.test(domain)
  })
}

function isPersonalName(localPart: string): boolean {
  const [name = ''] = localPart.split('+')
  const parts = name.normalize('NFC').split('.')
  if (parts.length < 2 || !parts.every((part) => /^\p{L}[\p{L}'’-]*\d{0,2}$/u.test(part))) return false
  return !parts.map(plain).some((word) => ROLE_WORDS.has(word) || ROLE_COMPOUND.test(word))
}

/**
 * Lower case without accents and digits at the end: addresses write økonomi, okonomi and Økonomi2 for the
 * same thing.
 */
function plain(word: string): string {
  const lower = word.toLowerCase().replace(/\d+$/, '').replace(/ø/g, 'o').replace(/æ/g, 'a')
  return lower.normalize('NFD').replace(/\p{M}/gu, '')
}

function startOfLocalPart(text: string, at: number): number {
  let start = at
  while (at - start < LONGEST_LOCAL_PART && /[\p{L}\p{M}\p{N}._%+'’-]/u.test(text[start - 1] ?? '')) start--
  while (start < at && /[.'’%+-]/.test(text[start] ?? '')) start++
  return start
}

function endOfDomain(text: string, start: number): number {
  let end = start
  while (end - start < LONGEST_DOMAIN && /[\p{L}\p{M}\p{N}.-]/u.test(text[end] ?? '')) end++
  while (end > start && /[.-]/.test(text[end - 1] ?? '')) end--
  return end
}
