/** Slips in the notation that keep a whole file from being read. */

import { type Cures, type Fix, inQuotes, none } from './fix.ts'
import { lineOf, offsetOf, type Sheet } from './sheet.ts'

type Line = ReturnType<typeof lineOf>

export const syntaxFixes: Readonly<Record<string, Fix>> = {
  'yaml/colon-in-text': onLine(quoted),
  'yaml/special-character': onLine(quoted),
  'yaml/escape': onLine(singleQuoted),
  'yaml/missing-colon': onLine(spaced),
  'yaml/missing-character': ({ place, args }, sheet) =>
    closed(lineOf(place.line, sheet), String(args.character)),
  'yaml/indentation': onLine(indented),
  'yaml/tab': (_, sheet) => untabbed(sheet),
  'yaml/directive': removing(/^%/),
  'yaml/several-documents': removing(/^(?:---|\.\.\.)\s*$/),
}

function onLine(cures: (line: Line) => Cures): Fix {
  return ({ place }, sheet) => cures(lineOf(place.line, sheet))
}

/** What comes before a text on its line: indent, dashes, and perhaps the name of its field. */
const beginnings = [/^ *(?:- +)*(?:[A-Za-z][\w-]*: +)/, /^ *(?:- +)+/]

/** The whole text between quotation marks. What might be a comment is not text for certain. */
function quoted({ offset, text }: Line): Cures {
  return beginnings.flatMap((beginning) => {
    const start = beginning.exec(text)?.[0].length
    const rest = text.slice(start).trimEnd()
    const instead = start === undefined || rest.includes(' #') ? undefined : inQuotes(rest)
    return instead === undefined || start === undefined
      ? []
      : [[{ offset: offset + start, end: offset + start + rest.length, text: instead }]]
  })
}

/** Between single marks a backslash is a backslash. */
function singleQuoted({ offset, text }: Line): Cures {
  const [all, before = '', inside = ''] = /^([^"']*)"([^"']*)"\s*$/.exec(text) ?? []
  const start = offset + before.length
  return all === undefined ? none : [[{ offset: start, end: start + inside.length + 2, text: `'${inside}'` }]]
}

/** `language:nb` */
function spaced({ offset, text }: Line): Cures {
  const name = /^ *(?:- +)*[A-Za-z]\w*:(?=[^\s/])/.exec(text)?.[0]
  return name === undefined
    ? none
    : [[{ offset: offset + name.length, end: offset + name.length, text: ' ' }]]
}

/** At the end of the line where it was opened. */
function closed({ offset, text }: Line, character: string): Cures {
  const end = offset + text.trimEnd().length
  return [[{ offset: end, end, text: character === '}' ? ` ${character}` : character }]]
}

const indents = [0, 2, 4, 6, 8]

function indented({ offset, text }: Line): Cures {
  const end = offset + (/^ */.exec(text)?.[0].length ?? 0)
  return indents
    .filter((width) => width !== end - offset)
    .map((width) => [{ offset, end, text: ' '.repeat(width) }])
}

/** All tabs in indents, for they are told one at a time. */
function untabbed({ text }: Sheet): Cures {
  const tabs = [...text.matchAll(/(?<=^[ \t]*)\t/gm)].map(({ index }) => index)
  if (tabs.length === 0) return none
  return ['  ', '    '].map((spaces) => tabs.map((offset) => ({ offset, end: offset + 1, text: spaces })))
}

function removing(pattern: RegExp): Fix {
  return (diagnostic, sheet) => {
    const { place } = diagnostic
    const { offset, text } = lineOf(place.line, sheet)
    const end = sheet.starts[place.line] ?? sheet.text.length
    return pattern.test(text) && offsetOf(diagnostic, sheet) <= end ? [[{ offset, end, text: '' }]] : none
  }
}
