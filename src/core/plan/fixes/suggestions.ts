/**
 * Rettelser å ta inn med et klikk: GitHub's suggestions, where there is one certain cure for a finding. Whoever reads
 * sees the file's own lines as they would be, and decides.
 */
import type { TextOf } from '../../check.ts'
import { byPlace, type Diagnostic, type Severity } from '../../diagnostic.ts'
import type { Speaker, Words } from '../../messages.ts'
import { findPersonalData } from '../../personal-data.ts'
import { inert } from '../../report/markdown.ts'
import { hiddenCharacter } from '../../text.ts'
import { parseYaml } from '../../yaml.ts'
import type { SuggestionComment } from '../action.ts'
import { type Edit, edited } from './edit.ts'
import { certainFix, fixes } from './fixes.ts'
import { lineAt, type Sheet, sheetOf } from './sheet.ts'
import { type ShownLine, shownLines } from './shown-lines.ts'

export type SuggestionInput = {
  readonly diagnostics: readonly Diagnostic[]
  /** The files of the head. */
  readonly textOf: TextOf
  /** By path, what the change shows of a file, as GitHub gives it. Only those lines can be commented on. */
  readonly patches: ReadonlyMap<string, string>
  readonly words: Words
  readonly say: Speaker['say']
}

/** More than that is not read, and the next run comes with the rest. */
const most = 20

/** Trying takes time; whoever has so much to mend is helped by the first of it. */
const mostTried = 100

/** Longer lines are not read before they are taken in. */
const longest = 4000

/** The gravest first. */
export function suggestions(input: SuggestionInput): readonly SuggestionComment[] {
  const mendable = input.diagnostics
    .filter(({ code, place }) => fixes.has(code) && input.patches.has(place.file))
    .sort((a, b) => gravity[a.severity] - gravity[b.severity] || byPlace(a, b))
    .slice(0, mostTried)
  const files = new Set(mendable.map(({ place }) => place.file))
  return [...files]
    .flatMap((file) =>
      blocksIn(
        file,
        mendable.filter(({ place }) => place.file === file),
        input,
      ),
    )
    .sort((a, b) => gravityOf(a) - gravityOf(b))
    .slice(0, most)
    .map((block) => comment(block, input))
}

const gravity: Readonly<Record<Severity, number>> = { error: 0, warning: 1, notice: 2 }

/** Avsnitt: neighbouring lines with all that is mended in them. */
type Block = {
  readonly sheet: Sheet
  readonly first: number
  readonly last: number
  readonly edits: readonly Edit[]
  readonly diagnostics: readonly Diagnostic[]
}

function gravityOf({ diagnostics }: Block): number {
  return Math.min(...diagnostics.map(({ severity }) => gravity[severity]))
}

function blocksIn(
  file: string,
  diagnostics: readonly Diagnostic[],
  { textOf, patches, say }: SuggestionInput,
): readonly Block[] {
  const sheet = sheetOf(file, textOf)
  // Nobody knows what becomes of Windows line endings on the way.
  if (sheet.text.includes('\r')) return []
  const shown = shownLines(patches.get(file) ?? '')
  const secret = secretLines(sheet)
  const made: Edit[] = []
  const blocks: Block[] = []
  for (const diagnostic of diagnostics) {
    const edits = certainFix(diagnostic, sheet, made) ?? []
    const own = neighbours(edits, diagnostic, sheet)
    if (!own.every((block) => canBeShown(block, shown, secret)) || tellsOfPerson(say(diagnostic))) continue
    made.push(...edits)
    blocks.push(...own)
  }
  return joined(blocks)
}

/** What one fix does, in as few blocks as its lines allow. */
function neighbours(edits: readonly Edit[], diagnostic: Diagnostic, sheet: Sheet): readonly Block[] {
  const blocks: Block[] = []
  for (const edit of [...edits].sort((a, b) => a.offset - b.offset)) {
    const [first, last] = [lineAt(edit.offset, sheet), lineAt(Math.max(edit.offset, edit.end - 1), sheet)]
    const before = blocks.at(-1)
    if (before && first <= before.last + 1)
      blocks.splice(-1, 1, { ...before, last: Math.max(last, before.last), edits: [...before.edits, edit] })
    else blocks.push({ sheet, first, last, edits: [edit], diagnostics: [diagnostic] })
  }
  return blocks
}

/** Fixes on the same line become one. */
function joined(blocks: readonly Block[]): readonly Block[] {
  const result: Block[] = []
  for (const block of [...blocks].sort((a, b) => a.first - b.first)) {
    const before = result.at(-1)
    if (!before || block.first > before.last) result.push(block)
    else
      result.splice(-1, 1, {
        ...before,
        last: Math.max(before.last, block.last),
        edits: [...before.edits, ...block.edits],
        diagnostics: [...new Set([...before.diagnostics, ...block.diagnostics])],
      })
  }
  return result
}

/** In one stretch of what GitHub shows, as it stands there, with nothing in it that nobody sees or nobody should. */
function canBeShown(
  block: Block,
  shown: ReadonlyMap<number, ShownLine>,
  secret: ReadonlySet<number>,
): boolean {
  const { first, last } = block
  const lines = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const hunk = shown.get(first)?.hunk
  const now = textOn(block, [])
  const areShown = lines.every((line) => shown.get(line)?.hunk === hunk && !secret.has(line))
  const isSame = lines.map((line) => `${shown.get(line)?.text}\n`).join('') === ended(now)
  const then = textOn(block, block.edits)
  return areShown && isSame && then.length <= longest && !hiddenCharacter(then) && !tellsOfPerson(then)
}

/** The lines of a block, with their ends, when these edits are made. */
function textOn({ sheet, first, last }: Block, edits: readonly Edit[]): string {
  const start = sheet.starts[first - 1] ?? 0
  const end = sheet.starts[last] ?? sheet.text.length
  const own = edits.map((edit) => ({ ...edit, offset: edit.offset - start, end: edit.end - start }))
  return edited(sheet.text.slice(start, end), own)
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}

/** Lines with something about a person in them, written openly or with escapes. */
function secretLines(sheet: Sheet): ReadonlySet<number> {
  const { text } = sheet
  const open = findPersonalData(text).map(({ offset, length }) => ({ offset, end: offset + length }))
  const escaped = parseYaml(text).escaped.filter((written) => tellsOfPerson(written.text))
  return new Set(
    [...open, ...escaped].flatMap(({ offset, end }) => {
      const [first, last] = [lineAt(offset, sheet), lineAt(end, sheet)]
      return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    }),
  )
}

function tellsOfPerson(text: string): boolean {
  return findPersonalData(text).length > 0
}

function comment(block: Block, { say, words }: SuggestionInput): SuggestionComment {
  const { sheet, first, last, diagnostics, edits } = block
  const said = [...new Set(diagnostics.map((diagnostic) => inert(say(diagnostic))))]
  return {
    path: sheet.file,
    line: last,
    ...(first < last ? { startLine: first } : {}),
    body: [...said, words('suggestion-how'), suggested(ended(textOn(block, edits)))].join('\n\n'),
  }
}

/** The lines to the letter, between fences that none of them can end. */
function suggested(lines: string): string {
  const runs = [...lines.matchAll(/`{3,}/g)].map(([run]) => run.length + 1)
  const fence = '`'.repeat(Math.max(3, ...runs))
  return `${fence}suggestion\n${lines}${fence}`
}
