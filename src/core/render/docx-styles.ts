/** How a document looks in Word: styles and numbering, so that whoever negotiates changes the style and not every line. */
import {
  AlignmentType,
  BorderStyle,
  type INumberingOptions,
  type IParagraphStyleOptions,
  type IStylesOptions,
  LevelFormat,
  LevelSuffix,
  LineRuleType,
  ShadingType,
} from 'docx'

import type { Language } from '../model.ts'
import type { Counting } from './counting.ts'

/** BCP 47, as Word names its dictionaries. */
export const languageTags: Readonly<Record<Language, string>> = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' }

/** Millimetres in Word's unit of length, the twentieth of a point. */
export function twips(millimetres: number): number {
  return Math.round((millimetres * 1440) / 25.4)
}

/** A4, with room for holes on the left; the same as the printed page of the HTML. */
export const paper = {
  width: twips(210),
  height: twips(297),
  top: twips(27),
  right: twips(20),
  bottom: twips(27),
  left: twips(25),
  header: twips(12),
  footer: twips(11),
} as const

/** Between the margins. */
export const textWidth = paper.width - paper.left - paper.right

/** The styles of ours. Word shows those with a name of its own in the language of its user. */
export const styles = {
  clause: 'Clause',
  clauseText: 'ClauseText',
  point: 'ClausePoint',
  bullet: 'ListBullet',
  callout: 'Callout',
  calloutPoint: 'CalloutPoint',
  cell: 'TableText',
  headCell: 'TableHead',
  end: 'End',
} as const

/** The lists. `clauses` is the one that counts; its levels belong to the styles of headings, paragraphs and points. */
export const lists = { clauses: 'clauses', points: 'points', bullets: 'bullets', callout: 'callout' } as const

const colours = { accent: '002C54', quiet: '5B5D60', line: 'A56D13', warm: 'FCF2E2' } as const
export const tableColours = { head: 'EEF4FA', rule: '0062BA', line: 'BBBCBD' } as const

/** Arial is where Word is, and Liberation Sans has the same widths where it is not. In half points. */
const sizes = { text: 21, title: 36, clause: 26, part: 22, table: 19, margin: 16, fine: 14 } as const
export const font = 'Arial'

/** The size of letters in tables, and what a cell has on each side of them; both in twips. */
export const cellSize = sizes.table * 10
export const cellPadding = twips(1.9)

const hang = twips(12)
const listStep = twips(6)
/** Without the rule Word takes a line's height for an exact one. */
const line = { line: 276, lineRule: LineRuleType.AUTO } as const

const heading = { keepNext: true, keepLines: true } as const
const numbered = { left: hang, hanging: hang }

export function styleSheet(language: string): IStylesOptions {
  return {
    default: {
      document: {
        run: { font, size: sizes.text, language: { value: language } },
        paragraph: { spacing: { ...line, after: 120 } },
      },
      heading1: {
        run: { size: sizes.title, bold: true, color: colours.accent },
        paragraph: { ...heading, spacing: { ...line, before: 0, after: 200 }, outlineLevel: 0 },
      },
      heading2: {
        run: { size: sizes.clause, bold: true, color: colours.accent },
        paragraph: {
          ...heading,
          spacing: { ...line, before: 320, after: 120 },
          indent: numbered,
          outlineLevel: 1,
          numbering: { reference: lists.clauses, level: 0 },
        },
      },
      heading3: {
        run: { size: sizes.part, bold: true, color: colours.accent },
        paragraph: { ...heading, spacing: { ...line, before: 240, after: 80 }, outlineLevel: 2 },
      },
      hyperlink: { run: { color: '005DB1', underline: {} } },
    },
    paragraphStyles: ownStyles,
  }
}

const ownStyles: readonly IParagraphStyleOptions[] = [
  style(styles.clause, 'Avtalepunkt', {
    indent: numbered,
    numbering: { reference: lists.clauses, level: 1 },
  }),
  style(styles.clauseText, 'Avtaletekst', { indent: { left: hang } }),
  style(styles.point, 'Bokstavpunkt', {
    numbering: { reference: lists.clauses, level: 2 },
    contextualSpacing: true,
  }),
  style(styles.bullet, 'List Bullet', {
    numbering: { reference: lists.bullets, level: 0 },
    contextualSpacing: true,
  }),
  style(styles.callout, 'Merknad', {
    keepLines: true,
    border: { left: { style: BorderStyle.SINGLE, size: 24, space: 8, color: colours.line } },
    shading: { type: ShadingType.CLEAR, fill: colours.warm, color: 'auto' },
    indent: { left: 0 },
  }),
  {
    ...style(styles.calloutPoint, 'Merknadspunkt', {
      numbering: { reference: lists.callout, level: 0 },
      contextualSpacing: true,
    }),
    basedOn: styles.callout,
  },
  {
    ...style(styles.cell, 'Tabelltekst', { spacing: { ...line, before: 40, after: 40 } }),
    run: { size: sizes.table },
  },
  {
    ...style(styles.headCell, 'Tabelloverskrift', { keepNext: true }),
    basedOn: styles.cell,
    run: { bold: true },
  },
  {
    ...style('Header', 'header', { spacing: { ...line, after: 0 }, rightTabStop: textWidth }),
    run: { size: sizes.margin, color: colours.quiet },
  },
  {
    ...style('Footer', 'footer', { spacing: { ...line, after: 0 }, rightTabStop: textWidth }),
    run: { size: sizes.margin, color: colours.quiet },
  },
  { ...style('FooterFine', 'Kontrollsum i bunntekst', {}), basedOn: 'Footer', run: { size: sizes.fine } },
  // Word wants a paragraph after a table; this one takes no room, so it never makes a page of its own.
  { ...style(styles.end, 'Tabellslutt', { spacing: { line: 20, after: 100 } }), run: { size: 2 } },
]

function style(
  id: string,
  name: string,
  paragraph: NonNullable<IParagraphStyleOptions['paragraph']>,
): IParagraphStyleOptions {
  return { id, name, basedOn: 'Normal', quickFormat: true, paragraph }
}

const bulletSigns = ['•', '–', '•', '–', '•', '–', '•', '–', '•'] as const

/** Points that are not the letters of a numbered paragraph: how they are counted, and from where. */
export type Points = { readonly start: number; readonly counting: Counting }

/** Each way to count needs a definition of its own, `points-letters-7`. */
export function numbering(points: ReadonlyMap<string, Points>): INumberingOptions {
  return {
    config: [
      { reference: lists.clauses, levels: clauseLevels },
      { reference: lists.bullets, levels: bulletLevels(hang) },
      { reference: lists.callout, levels: bulletLevels(0) },
      ...Array.from(points, ([reference, own]) => ({ reference, levels: pointLevels(own) })),
    ],
  }
}

export function pointsOf({ start, counting }: Points): string {
  return `${lists.points}-${counting}-${start}`
}

const levelFormats: Readonly<Record<Counting, (typeof LevelFormat)[keyof typeof LevelFormat]>> = {
  letters: LevelFormat.LOWER_LETTER,
  romans: LevelFormat.LOWER_ROMAN,
  numbers: LevelFormat.DECIMAL,
}

const clauseLevels: INumberingOptions['config'][number]['levels'] = [
  { ...counted(0, '%1', LevelFormat.DECIMAL), style: { style: 'Heading2', paragraph: { indent: numbered } } },
  {
    ...counted(1, '%1.%2', LevelFormat.DECIMAL),
    style: { style: styles.clause, paragraph: { indent: numbered } },
  },
  {
    ...counted(2, '%3)', LevelFormat.LOWER_LETTER),
    style: { style: styles.point, paragraph: { indent: { left: hang + listStep, hanging: listStep } } },
  },
]

/** A list within a list is a list of its own, on the level of its depth. */
function pointLevels({ start, counting }: Points) {
  return bulletSigns.map((_, level) => ({
    ...counted(level, `%${level + 1})`, levelFormats[counting]),
    start,
    style: { paragraph: { indent: { left: hang + (level + 1) * listStep, hanging: listStep } } },
  }))
}

function bulletLevels(from: number) {
  return bulletSigns.map((text, level) => ({
    ...counted(level, text, LevelFormat.BULLET),
    style: { paragraph: { indent: { left: from + (level + 1) * listStep, hanging: listStep } } },
  }))
}

function counted(level: number, text: string, format: (typeof LevelFormat)[keyof typeof LevelFormat]) {
  return { level, text, format, alignment: AlignmentType.START, suffix: LevelSuffix.TAB } as const
}
