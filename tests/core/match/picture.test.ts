/** The picture of a round: what it shows, that everybody can read it, and that nothing in it can do anything. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { match } from '../../../src/core/match/match.ts'
import { lessonsIn } from '../../../src/core/match/office/exchange-table.ts'
import { parseMessages, speaker } from '../../../src/core/messages.ts'
import type { Language, Programme, Registration } from '../../../src/core/model.ts'
import { roundPicture } from '../../../src/core/report/round-picture.ts'
import { palettes } from '../../../src/core/report/round-style.ts'
import { randomFrom } from '../../random.ts'
import { agency, crowd, need, offer, programme, settings, shuffled, swap, today } from './world.ts'

const languages: readonly Language[] = ['nb', 'nn', 'en']

function wordsIn(language: Language) {
  const file = `templates/messages/${language}.yaml`
  const text = readFileSync(join(import.meta.dirname, '../../..', file), 'utf8')
  return speaker(language, parseMessages(file, text)).words
}

const picture = async (world: Programme, language: Language = 'nb') =>
  roundPicture(await match(world, today), world, wordsIn(language))

const ring: readonly Registration[] = [
  swap('nve.ki', 'data'),
  swap('nav.data', 'arkiv'),
  swap('ssb.arkiv', 'ki'),
]
const story = programme({
  registrations: [...ring, need('hvl.ki-a'), offer('skd.ki-b'), need('udir.automatisering')],
  settings: settings({ rotationLength: 3, weights: { ...settings().matching.weights, text: 0 } }),
})
const thirty = programme({
  registrations: crowd(90, 30, randomFrom(4)),
  settings: settings({ rotationLength: 3 }),
})

type Element = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly path: readonly string[]
  text: string
}

/** Reads well-formed XML, and nothing else. @throws Error where it is not */
function elementsIn(svg: string): readonly Element[] {
  const found: Element[] = []
  const open: Element[] = []
  for (const [token, end, name = '', written = '', empty, text] of svg.matchAll(
    /<(\/?)([a-zA-Z]+)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy,
  )) {
    if (text !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`a loose & in «${text}»`)
      const inside = open.at(-1)
      if (inside) inside.text += text
      else if (text.trim() !== '') throw new Error(`text outside: «${text}»`)
    } else if (end) {
      if (open.pop()?.name !== name) throw new Error(`${token} closes nothing`)
    } else {
      const pairs = [...written.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
        key,
        value,
      ])
      const attributes: Record<string, string> = Object.fromEntries(pairs)
      const element: Element = { name, attributes, path: open.map((one) => one.name), text: '' }
      found.push(element)
      if (!empty) open.push(element)
    }
  }
  const length = [...svg.matchAll(/<(\/?)([a-zA-Z]+)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy)]
    .map(([token]) => token.length)
    .reduce((sum, one) => sum + one, 0)
  if (open.length > 0 || length !== svg.length) throw new Error('not well-formed')
  return found
}

const textsOf = (elements: readonly Element[], name: string) =>
  elements.filter((one) => one.name === name).map(({ text }) => text)

describe('what it shows', () => {
  it('every lesson has a cell with its score, and says who learns what from whom', async () => {
    const elements = elementsIn(await picture(story))
    const titles = textsOf(elements, 'title')
    expect(titles).toContain('HVL lærer av SKD: «ki». 75 av 100 poeng.')
    expect(titles).toContain('NAV lærer av NVE: «data». 75 av 100 poeng.')
    expect(elements.filter(({ attributes }) => attributes['class'] === 'shade')).toHaveLength(4)
    expect(
      elements.filter(({ attributes }) => attributes['class'] === 'number').map(({ text }) => text),
    ).toEqual(['75', '75', '75', '75'])
  })

  it('the cells of a rotation have a circle, so that they are known without colour', async () => {
    const elements = elementsIn(await picture(story))
    expect(elements.filter(({ attributes }) => attributes['class'] === 'round')).toHaveLength(3)
  })

  it('every agency has a row and a column, also the one that found nobody, with how much it gets and gives', async () => {
    const svg = await picture(story)
    const texts = textsOf(elementsIn(svg), 'text')
    for (const name of ['HVL', 'NAV', 'NVE', 'SKD', 'SSB', 'UDIR'])
      expect(texts.filter((text) => text === name)).toHaveLength(2)
    const sums = elementsIn(svg).filter(
      ({ attributes, text }) => attributes['class'] === 'sum' && /^\d+$/.test(text),
    )
    expect(sums.map(({ text }) => text).join(' ')).toBe('1 0 1 1 1 1 0 1 1 1 0 0')
  })

  it('a rotation is a ring: an arrow from each to the one it sends to, and the names below', async () => {
    const elements = elementsIn(await picture(story))
    const nodes = elements.filter(({ attributes }) => attributes['class'] === 'node')
    const arrows = elements.filter(({ attributes }) => attributes['class'] === 'arrow')
    const centres = nodes.map(
      ({ attributes }) => [Number(attributes['cx']), Number(attributes['cy'])] as const,
    )
    expect(arrows).toHaveLength(3)
    for (const [index, { attributes }] of arrows.entries()) {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = (attributes['d'] ?? '')
        .replace(/^M(\S+) (\S+)A50 50 0 0 1 (\S+) (\S+)$/, '$1 $2 $3 $4')
        .split(' ')
        .map(Number)
      const nearest = (x: number, y: number) => {
        const away = centres.map(([cx, cy]) => Math.hypot(cx - x, cy - y))
        return away.indexOf(Math.min(...away))
      }
      expect([nearest(x1, y1), nearest(x2, y2)]).toEqual([index, (index + 1) % 3])
    }
    // Data is learnt by NAV from NVE, so NAV sends to NVE.
    const names = textsOf(elements, 'text').filter((text) => /^\d [A-Z]+$/.test(text))
    expect(names).toEqual(['1 NAV', '2 NVE', '3 SSB'])
  })

  it('several proposals between the same two are counted in their cell', async () => {
    const world = programme({
      registrations: [need('hvl.ki-a'), offer('skd.ki-b'), need('hvl.data-a'), offer('skd.data-b')],
    })
    const texts = textsOf(elementsIn(await picture(world)), 'text')
    expect(texts).toContain('×2')
    expect(texts.some((text) => text.includes('«×»'))).toBe(true)
    expect(textsOf(elementsIn(await picture(story)), 'text').some((text) => text.includes('×'))).toBe(false)
  })

  it('without proposals it says so', async () => {
    const texts = textsOf(elementsIn(await picture(programme({ registrations: [] }))), 'text')
    expect(texts).toEqual(['Foreslått runde', 'Ingen behov og tilbud passer sammen nå.'])
  })
})

describe('who cannot see it', () => {
  it.each(languages)('hears all of it, in %s', async (language) => {
    const svg = await picture(thirty, language)
    const elements = elementsIn(svg)
    const [root] = elements
    expect(root?.attributes).toMatchObject({ role: 'img', lang: language })
    const labels = root?.attributes['aria-labelledby']?.split(' ') ?? []
    expect(labels.map((id) => elements.find(({ attributes }) => attributes['id'] === id)?.name)).toEqual([
      'title',
      'desc',
    ])
    const [description = ''] = textsOf(elements, 'desc')
    const lessons = lessonsIn((await match(thirty, today)).proposals, thirty)
    expect(lessons.length).toBeGreaterThan(15)
    for (const { learner, teacher } of lessons) {
      const name = (slug: string) => thirty.agencies.get(slug)?.shortName ?? slug
      expect(description).toMatch(new RegExp(`${name(learner)} (?:lærer av|learns from) ${name(teacher)}:`))
    }
    expect(svg).not.toMatch(/\{\{|undefined|NaN/)
  })
})

/** https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

describe.each(Object.entries(palettes))('in the %s scheme', (name, palette) => {
  it('all text is readable on what it stands on', () => {
    const { paper, ink, faint, shades } = palette
    const pairs = [[ink, paper], [faint, paper], ...shades] as const
    for (const [one, other] of pairs)
      expect(contrast(one, other), `${one} ${other}`).toBeGreaterThanOrEqual(4.5)
  })

  it('more points are a step further from the paper, also without colours', () => {
    const steps = palette.shades.map(([shade]) => contrast(shade, palette.paper))
    expect(steps).toEqual([...steps].sort((a, b) => a - b))
  })

  it('its colours are in the picture', async () => {
    const svg = await picture(story)
    const dark = svg.slice(svg.indexOf('@media screen and (prefers-color-scheme: dark)'))
    const light = svg.slice(0, svg.length - dark.length)
    for (const [shade] of palette.shades) expect(name === 'dark' ? dark : light).toContain(`fill:${shade}`)
  })
})

describe('whatever agencies are called', () => {
  const nasty = '"><script>alert(1)</script>&\'\u202e\uFFFE ##[group]x'
  const world = programme({
    registrations: [...ring, need('hvl.ki-a'), offer('skd.ki-b')],
    agencies: ['nve', 'nav', 'hvl', 'skd'].map((slug) => agency(slug, { shortName: `${nasty}${slug}` })),
    settings: settings({ rotationLength: 3 }),
  })

  it('it is still a picture, and only that', async () => {
    const svg = await picture(world)
    const names = new Set(elementsIn(svg).map(({ name }) => name))
    expect([...names].sort()).toEqual(
      ['circle', 'defs', 'desc', 'g', 'marker', 'path', 'rect', 'style', 'svg', 'text', 'title'].sort(),
    )
    expect(svg).not.toMatch(/[\u202e\uFFFE]|##\[/)
  })

  it('nothing is run and nothing is fetched', async () => {
    const svg = await picture(world)
    const attributes = elementsIn(svg).flatMap((one) => Object.keys(one.attributes))
    expect(attributes.filter((key) => /^on|href|src/i.test(key))).toEqual([])
    expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg'])
    expect(new Set(svg.match(/url\([^)]*\)/g))).toEqual(new Set(['url(#round-tip)']))
    expect(svg).not.toContain('@import')
  })
})

it('thirty agencies have room: no line, cell or name is outside', async () => {
  const elements = elementsIn(await picture(thirty))
  const [, , width = 0, height = 0] = elements[0]?.attributes['viewBox']?.split(' ').map(Number) ?? []
  expect(width).toBeLessThan(1500)
  const shades = elements.filter(({ attributes }) => attributes['class'] === 'shade')
  expect(shades.length).toBeGreaterThan(15)
  for (const { attributes } of elements.filter(({ name }) => name === 'rect' || name === 'text')) {
    const [x, y] = [Number(attributes['x'] ?? 0), Number(attributes['y'] ?? 0)]
    expect(x).toBeGreaterThanOrEqual(-20)
    expect(x).toBeLessThanOrEqual(width)
    expect(y).toBeLessThanOrEqual(height)
  }
})

it('the same files give the same bytes, in whatever order they are read', async () => {
  const roll = randomFrom(9)
  const registrations = crowd(60, 20, randomFrom(6))
  const first = await picture(programme({ registrations }))
  for (const _ of [1, 2, 3])
    expect(await picture(programme({ registrations: shuffled(registrations, roll) }))).toBe(first)
})
