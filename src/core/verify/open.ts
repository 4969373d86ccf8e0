/** Åpner en fil for å se hva den er: by what stands in it, never by its name. */
import { type Claim, claimOf, digestIn } from './claim.ts'
import { readDocx } from './docx.ts'
import { readHtml } from './html.ts'
import { contentOf, latin1, type Pdf, readPdf, typeOf } from './pdf-objects.ts'
import { pageLines } from './pdf-text.ts'
import { PdfUnreadable } from './pdf-values.ts'

/** The formats that are known; the names are those of `render`. */
export type Kind = 'pdf' | 'docx' | 'html' | 'md'

export type Opened = {
  readonly kind: Kind
  readonly claim: Claim
  /** What it says, line by line; undefined when that cannot be read out of it. */
  readonly lines: readonly string[] | undefined
  /** What it consists of besides text, such as pictures and scripts. */
  readonly parts: ReadonlySet<string>
}

/** Why a file is not looked into; `verify-<refusal>` in the vocabulary. */
export type Refusal =
  | 'empty'
  | 'too-large'
  | 'encrypted'
  | 'damaged'
  | 'old-word'
  | 'not-word'
  | 'unknown-kind'

/** Bytes. Ours are smaller by far; signatures, pictures and tracked changes take some room. */
export const largest: Readonly<Record<Kind, number>> = {
  pdf: 50_000_000,
  docx: 20_000_000,
  html: 5_000_000,
  md: 2_000_000,
}

export function opened(bytes: Uint8Array): Opened | Refusal {
  if (bytes.length === 0) return 'empty'
  const start = latin1(bytes.subarray(0, 1024))
  if (start.startsWith('\u00D0\u00CF\u0011\u00E0')) return 'old-word'
  const kind = kindOf(start)
  if (bytes.length > largest[kind]) return 'too-large'
  if (kind === 'pdf') return openedPdf(latin1(bytes))
  if (kind === 'docx') return openedDocx(bytes)
  const text = textOf(bytes)
  if (text === undefined) return 'unknown-kind'
  return kind === 'html' ? openedHtml(text) : openedMarkdown(text)
}

function kindOf(start: string): Kind {
  if (start.includes('%PDF-')) return 'pdf'
  if (start.startsWith('PK')) return 'docx'
  return /<!doctype html|<html[\s>]/i.test(start) ? 'html' : 'md'
}

/** Undefined for what is no text. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

function openedHtml(source: string): Opened {
  const { meta, lines, parts } = readHtml(source)
  const names = {
    agreement: 'agreement',
    version: 'agreement-version',
    termsDigest: 'terms',
    template: 'template',
  }
  const facts = new Map(
    Object.entries({ ...names, language: 'language' }).flatMap(([name, own]) => {
      const value = meta.get(own)
      return value === undefined ? [] : [[name, value] as const]
    }),
  )
  return { kind: 'html', claim: claimed(facts, lines), lines, parts }
}

function openedDocx(bytes: Uint8Array): Opened | Refusal {
  const document = readDocx(bytes)
  if (typeof document === 'string') return document
  const { facts, lines, parts } = document
  return { kind: 'docx', claim: claimed(facts, lines), lines, parts }
}

/** Markdown has no place to say what it is, but the digest stands in its text. */
function openedMarkdown(text: string): Opened {
  const lines = text
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/<a id="[^"]*"><\/a>/g, '')
        .replace(/\\([!-/:-@[-`{-~])/g, '$1')
        .trim(),
    )
    .filter((line) => line !== '')
  return { kind: 'md', claim: claimed(new Map(), lines), lines, parts: new Set() }
}

function openedPdf(text: string): Opened | Refusal {
  const metadata = factsIn(text)
  try {
    const pdf = readPdf(text)
    if (pdf.trailers.some((trailer) => trailer.has('Encrypt'))) return 'encrypted'
    const facts = metadata.size > 0 ? metadata : factsIn(packedMetadata(pdf))
    const lines = readable(pageLines(pdf))
    return { kind: 'pdf', claim: claimed(facts, lines ?? []), lines, parts: partsOf(pdf) }
  } catch (error) {
    if (!(error instanceof PdfUnreadable)) throw error
    return metadata.size === 0
      ? 'damaged'
      : { kind: 'pdf', claim: claimOf(metadata), lines: undefined, parts: new Set() }
  }
}

function factsIn(xmp: string): ReadonlyMap<string, string> {
  const facts = new Map<string, string>()
  for (const [, name = '', value = ''] of xmp.matchAll(/<mobilitet:(\w{1,20})>([^<]{1,200})<\/mobilitet:/g))
    if (!facts.has(name)) facts.set(name, value)
  return facts
}

function packedMetadata(pdf: Pdf): string {
  const metadata = pdf.objects.find(({ value }) => typeOf(value) === 'Metadata')
  return (metadata && contentOf(metadata)) ?? ''
}

/** A file whose glyphs have no table of what they mean shows a text that no program can read. */
function readable(lines: readonly string[]): readonly string[] | undefined {
  const text = lines.join('')
  const unknown = text.split('\uFFFD').length - 1
  return text === '' || unknown > text.length / 100 ? undefined : lines
}

/** What can show, run or hide something besides the text of the pages. */
const telling = [
  'Annots',
  'AcroForm',
  'OpenAction',
  'AA',
  'JS',
  'EmbeddedFiles',
  'XObject',
  'OCProperties',
] as const

function partsOf({ objects }: Pdf): ReadonlySet<string> {
  return new Set(
    objects.flatMap(({ value }) => (value instanceof Map ? telling.filter((key) => value.has(key)) : [])),
  )
}

function claimed(facts: ReadonlyMap<string, string>, lines: readonly string[]): Claim {
  const claim = claimOf(facts)
  const termsDigest = claim.termsDigest ?? digestIn(lines)
  return termsDigest === undefined ? claim : { ...claim, termsDigest }
}
