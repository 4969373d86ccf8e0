/**
 * The proposed round as a picture: who learns from whom, and the rotations as rings. It carries all it needs, runs
 * nothing and fetches nothing. What it shows is also in words: in its description, and where somebody points.
 */
import { lessonsIn } from '../match/office/exchange-table.ts'
import type { Words } from '../messages.ts'
import type { Language, Matching, Programme } from '../model.ts'
import type { Teller } from './matching-lines.ts'
import { lessonSentence, letters, matrix } from './round-matrix.ts'
import { rings } from './round-rings.ts'
import { pictureStyle } from './round-style.ts'
import { at, type Drawing, element, label, rounded, said, wrapped } from './svg.ts'

const margin = 24
const lineHeight = 19
const narrowest = 560

/** SVG, the same bytes for the same matching. */
export function roundPicture(matching: Matching, programme: Programme, words: Words): string {
  const teller: Teller = { programme, words, language: words('report-language') as Language }
  const parts = partsOf(matching, teller)
  const width = Math.max(narrowest, ...parts.map((part) => part.width)) + 2 * margin
  const height = parts.reduce((sum, part) => sum + part.height, 2 * margin)
  let y = margin
  const placed = parts.map((part) => {
    const moved = at(margin, y, part.svg)
    y += part.height
    return moved
  })
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${rounded(width)} ${rounded(height)}`,
      width: Math.ceil(width),
      height: Math.ceil(height),
      role: 'img',
      'aria-labelledby': 'round-title round-description',
      lang: teller.language,
      class: 'round-picture',
    },
    `\n${element('title', { id: 'round-title' }, said(words('picture-title')))}`,
    `\n${element('desc', { id: 'round-description' }, said(described(matching, teller)))}`,
    `\n${element('style', {}, pictureStyle)}`,
    `\n${tip}\n`,
    element('rect', { width: '100%', height: '100%', class: 'paper' }),
    `\n${placed.join('\n')}\n`,
  )}\n`
}

const tip = element(
  'defs',
  {},
  element(
    'marker',
    {
      id: 'round-tip',
      viewBox: '0 0 8 8',
      refX: 4,
      refY: 4,
      markerWidth: 7,
      markerHeight: 7,
      orient: 'auto',
    },
    element('path', { d: 'M0 0L8 4L0 8z', class: 'tip' }),
  ),
)

function partsOf(matching: Matching, teller: Teller): readonly Drawing[] {
  const { words } = teller
  const { proposals } = matching
  const heading = headed(words('picture-title'), 20)
  if (proposals.length === 0) return [heading, lines([words('match-no-proposals')], narrowest)]
  const drawn = matrix(matching, teller)
  const width = Math.max(narrowest, drawn.width)
  const rotations = proposals.filter(({ kind }) => kind === 'rotation')
  return [
    heading,
    lines([summary(matching, teller), ...keys(matching, teller)], width),
    drawn,
    ...(rotations.length === 0
      ? []
      : [
          headed(words('picture-rotations'), 16),
          lines([words('picture-arrows')], width),
          rings(rotations, width, teller),
        ]),
  ]
}

function headed(text: string, size: number): Drawing {
  return {
    svg: label(0, size + 8, text, { class: 'heading', 'font-size': size }),
    width: narrowest,
    height: size + 20,
  }
}

function lines(sentences: readonly string[], width: number): Drawing {
  const most = Math.floor(Math.min(width, 900) / (letters * 0.55))
  const broken = sentences.flatMap((sentence) => wrapped(sentence, most))
  return {
    svg: broken
      .map((line, index) => label(0, (index + 0.75) * lineHeight, line, { class: 'told' }))
      .join('\n'),
    width: 0,
    height: broken.length * lineHeight + 8,
  }
}

function summary({ proposals, unmatched }: Matching, { words }: Teller): string {
  const made = words('match-proposals', { count: proposals.length })
  return unmatched.length === 0 ? made : `${made} ${words('picture-without', { count: unmatched.length })}`
}

/** How the matrix is read; what is not in it is not explained. */
function keys({ proposals }: Matching, { words, programme }: Teller): readonly string[] {
  const rotation = proposals.some(({ kind }) => kind === 'rotation')
  const two = lessonsIn(proposals, programme).map(({ learner, teacher }) => `${learner} ${teacher}`)
  return [
    words('picture-how'),
    ...(rotation ? [words('picture-circle')] : []),
    ...(new Set(two).size < two.length ? [words('picture-several')] : []),
  ]
}

/** Everything that is seen, in words. */
function described(matching: Matching, teller: Teller): string {
  const { words, programme } = teller
  const { proposals } = matching
  if (proposals.length === 0) return words('match-no-proposals')
  const byId = new Map(proposals.map((proposal) => [proposal.id, proposal]))
  const lessons = lessonsIn(proposals, programme).map((lesson) => lessonSentence(lesson, byId, teller))
  return [summary(matching, teller), ...lessons].join(' ')
}
