/**
 * What is judged of a file by itself, before it is a record: can it be read, is it YAML that means one thing, does it
 * have the shape of its kind, does it hold personal data. These codes have no `check`; they are found while reading.
 */
import type { Severity } from './diagnostic.ts'

export type FileRule = {
  readonly code: string
  readonly severity: Severity
  /** What the rule demands and why, for the rule book (docs/rules.md), in bokmål. */
  readonly docs: { readonly what: string; readonly why: string }
}

const error = (code: string, what: string, why: string): FileRule => ({
  code,
  severity: 'error',
  docs: { what, why },
})
const warning = (code: string, what: string, why: string): FileRule => ({
  code,
  severity: 'warning',
  docs: { what, why },
})

const sameForAll = 'Filen skal bety det samme for alle som leser den, både mennesker og programmer.'
const visible = 'Den som godkjenner, må kunne se alt som står i filen.'
const shape = 'Skjema og dokumenter lages av feltene, og da må feltene ha den formen de skal ha.'
const permanent =
  'Historikken i registeret er varig og kan være åpen for alle. Personopplysninger hører ikke hjemme her.'

export const fileRules: readonly FileRule[] = [
  error(
    'file/too-large',
    'En fil er høyst 64 kB.',
    'Større filer er nesten alltid et uhell, for eksempel et limt inn dokument.',
  ),
  error('file/not-utf8', 'Filen er lagret som UTF-8.', 'Ellers blir æ, ø og å feil for andre.'),
  error('file/byte-order-mark', 'Filen begynner ikke med et usynlig merke (BOM).', sameForAll),
  warning(
    'file/windows-line-endings',
    'Linjene slutter slik de gjør på Linux og Mac (LF).',
    'Ellers ser hele filen endret ut hver gang noen lagrer den.',
  ),
  error('file/direction-character', 'Filen har ingen usynlige tegn som snur skriveretningen.', visible),
  error('file/invisible-character', 'Filen har ingen usynlige tegn eller styretegn.', visible),
  error(
    'file/link',
    'Filen er en vanlig fil, ikke en lenke til noe annet.',
    'En lenke kan peke ut av registeret.',
  ),
  error(
    'file/unknown-place',
    'Filer ligger der filer av sitt slag skal ligge.',
    'En fil på feil sted blir ikke med i programmet.',
  ),
  error('yaml/syntax', 'Filen følger skrivemåten for YAML.', sameForAll),
  error('yaml/colon-in-text', 'Tekst med kolon og mellomrom står i anførselstegn.', sameForAll),
  error('yaml/indentation', 'Linjene er rykket inn slik at det er klart hva som hører sammen.', sameForAll),
  error('yaml/missing-character', 'Anførselstegn og klammer som åpnes, lukkes.', sameForAll),
  error(
    'yaml/missing-colon',
    'Hvert felt har kolon og mellomrom etter navnet, og tekst over flere linjer er rykket inn.',
    sameForAll,
  ),
  error(
    'yaml/special-character',
    'Tekst som begynner med et skilletegn, står i anførselstegn fra begynnelse til slutt.',
    sameForAll,
  ),
  error(
    'yaml/escape',
    'Omvendt skråstrek i doble anførselstegn brukes bare slik YAML har bestemt.',
    sameForAll,
  ),
  error('yaml/tab', 'Innrykk er mellomrom, ikke tabulator.', sameForAll),
  error('yaml/empty', 'Filen har innhold.', 'En tom fil sier ingenting, og er som regel et uhell.'),
  error('yaml/not-a-form', 'Filen består av felt med navn og verdi.', shape),
  error('yaml/several-documents', 'Det er ett dokument i hver fil.', 'Én registrering, én fil.'),
  error('yaml/duplicate-key', 'Hvert felt står én gang.', sameForAll),
  error('yaml/anchor', 'Filen bruker ikke ankere (&navn).', sameForAll),
  error('yaml/alias', 'Filen bruker ikke henvisninger (*navn).', sameForAll),
  error('yaml/merge-key', 'Filen bruker ikke sammenfletting (<<).', sameForAll),
  error('yaml/tag', 'Filen bruker ikke typemerker (!navn).', sameForAll),
  error('yaml/directive', 'Filen begynner ikke med en %-linje.', sameForAll),
  error('yaml/key', 'Feltnavn er vanlige ord.', sameForAll),
  error('yaml/too-deep', 'Felt ligger ikke dypere enn 24 nivåer.', 'Ingen registrering trenger det.'),
  error(
    'yaml/ambiguous-word',
    'Ord som «no», «yes» og «on» skrives i anførselstegn, eller som true eller false.',
    sameForAll,
  ),
  error(
    'yaml/ambiguous-number',
    'Tall skrives uten ledende null, understrek eller kolon, eller i anførselstegn.',
    sameForAll,
  ),
  error(
    'yaml/word-quotes',
    'Tekst står i rette anførselstegn ("), ikke slike som Word lager.',
    'Ellers blir tegnene en del av teksten.',
  ),
  error('dates/no-such-day', 'Datoer finnes i kalenderen.', 'Frister og perioder regnes ut fra datoene.'),
  error('schema/missing', 'Alle felt som må være med, er med.', shape),
  error(
    'schema/unknown-key',
    'Filen har bare felt som finnes.',
    'Et feilskrevet felt blir ellers stille borte.',
  ),
  error('schema/misplaced', 'Felt står i den gruppen de hører til, og er rykket inn deretter.', shape),
  error('schema/type', 'Hvert felt har riktig slags verdi: tekst, tall, liste eller true/false.', shape),
  error('schema/choice', 'Felt med faste valg har en av de gyldige verdiene.', shape),
  error(
    'schema/format',
    'Verdien er skrevet slik feltet krever, for eksempel en dato som 2027-03-01.',
    shape,
  ),
  error(
    'schema/too-short',
    'Teksten er lang nok til å si noe.',
    'Andre virksomheter skal forstå hva dere mener.',
  ),
  error(
    'schema/too-long',
    'Teksten er ikke lengre enn feltet tillater.',
    'Tekstene vises i katalogen og i avtaler.',
  ),
  error('schema/too-few', 'Listen har så mange punkter som trengs.', shape),
  error('schema/too-many', 'Listen har ikke flere punkter enn feltet tillater.', shape),
  error('schema/repeated', 'Listen har ikke samme verdi to ganger.', shape),
  error('schema/out-of-range', 'Tallet er innenfor grensene for feltet.', shape),
  error(
    'schema/combination',
    'Der ett av flere felt skal velges, er ett valgt, og felt som utelukker hverandre, står ikke sammen.',
    shape,
  ),
  error('personal-data/name', 'Navn på filer og mapper inneholder ikke personopplysninger.', permanent),
  error(
    'personal-data/identity-number',
    'Ingen fødselsnummer, D-nummer, hjelpenummer eller syntetiske numre i noen fil.',
    permanent,
  ),
  error('personal-data/bank-account', 'Ingen kontonumre.', permanent),
  error('personal-data/phone-number', 'Ingen telefonnumre.', permanent),
  error('personal-data/private-email', 'Bare felles e-postkasser, ikke en persons egen adresse.', permanent),
]
