/** Names that are misspelt, or written in another way than they are to be. */
import type { Diagnostic } from '../../diagnostic.ts'
import { parseYaml } from '../../yaml.ts'
import { agenciesAgree, hasNoCircles, isNamedAsFile } from './agreeing.ts'
import { edited } from './edit.ts'
import { type Fix, listAround, none, replaced, respelt, withoutEntry } from './fix.ts'
import { type Piece, pieceAt, type Sheet } from './sheet.ts'

type Misnaming = {
  /** Which of the finding's args is what was written. */
  readonly written: string
  /** Which is what should be written. */
  readonly meant: string
  /** Told once a file however often it is written: these fields may hold it too. */
  readonly fields?: readonly string[]
  /** True where what was meant is known and not guessed. */
  readonly isKnown?: boolean
  /** Whether the file would hold together with it. */
  readonly holds?: (data: unknown, sheet: Sheet) => boolean
}

const agencyFields = ['agency', 'party', 'from', 'to', 'by', 'parent', 'wished', 'excluded', 'expectations']

const misnamings: Readonly<Record<string, Misnaming>> = {
  'references/unknown-competence': misnaming('id', { fields: ['competences', 'inReturn'] }),
  'references/unknown-target-group': misnaming('id', { fields: ['targetGroups'] }),
  'references/unknown-broader': misnaming('id', { holds: hasNoCircles }),
  'references/unknown-agency': misnaming('agency', { fields: agencyFields, holds: agenciesAgree }),
  'references/unknown-round': misnaming('id'),
  'references/unknown-template': misnaming('template'),
  'references/unknown-exchange': misnaming('exchange', { holds: isNamedAsFile }),
  'agreement/unknown-clause': misnaming('clause'),
  'references/not-a-match': misnaming('match', { isKnown: true, holds: isNamedAsFile }),
  'references/registered-partner': misnaming('number', {
    meant: 'agency',
    isKnown: true,
    holds: agenciesAgree,
  }),
}

function misnaming(written: string, more: Partial<Misnaming> = {}): Misnaming {
  return { written, meant: 'suggestion', ...more }
}

export const wordFixes: Readonly<Record<string, Fix>> = {
  ...Object.fromEntries(Object.entries(misnamings).map(([code, how]) => [code, renaming(how)])),
  'references/unknown-registration': registration,
}

function renaming({ written, meant, fields, isKnown = false, holds = () => true }: Misnaming): Fix {
  return (diagnostic, sheet) => {
    const [word, right] = [String(diagnostic.args[written]), diagnostic.args[meant]]
    const found = pieceAt(diagnostic, sheet)
    if (typeof right !== 'string' || found?.value !== word || !(isKnown || isSlip(word, right))) return none
    const same = fields
      ? sheet.pieces.filter((piece) => piece.value === word && isIn(fields, piece))
      : [found]
    const edits = same.flatMap((piece) => renamed(piece, right, sheet) ?? [])
    const isWhole = edits.length === same.length
    return isWhole && holds(parseYaml(edited(sheet.text, edits)).data, sheet) ? [edits] : none
  }
}

/** Names with other digits are other names: 2028-var is not 2027-var misspelt. In short ones any slip may be another's name. */
function isSlip(word: string, right: string): boolean {
  const digits = (text: string) => text.replaceAll(/\D/g, '')
  const isOnlyCase = word.toLowerCase() === right
  return isOnlyCase || (word.length >= 4 && digits(word) === digits(right))
}

function isIn(fields: readonly string[], { at, isKey }: Piece): boolean {
  const names = at.filter((step) => typeof step === 'string')
  return fields.includes(names.at(isKey ? -2 : -1) ?? '')
}

/** What the list has already is not written there twice. */
function renamed(piece: Piece, right: string, sheet: Sheet) {
  if (listAround(piece, sheet.data)?.includes(right)) return withoutEntry(piece, sheet)
  return typeof piece.value === 'string' && /^\d/.test(piece.value)
    ? replaced(piece, right)
    : respelt(piece, right)
}

/** One of the names that a match consists of. */
function registration(diagnostic: Diagnostic, sheet: Sheet): ReturnType<Fix> {
  const { id, suggestion } = diagnostic.args
  const found = pieceAt(diagnostic, sheet)
  if (typeof suggestion !== 'string' || !found || !isSlip(String(id), suggestion)) return none
  const parts = String(found.value).split('--')
  if (!parts.includes(String(id))) return none
  const edit = respelt(found, parts.map((part) => (part === id ? suggestion : part)).join('--'))
  return isNamedAsFile(parseYaml(edited(sheet.text, [edit])).data, sheet) ? [[edit]] : none
}
