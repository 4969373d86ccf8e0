/** Kontrast: every pair of colours the pages use, reckoned in light and dark (WCAG 2.1, 1.4.3 and 1.4.11). */
import { describe, expect, test } from 'vitest'
import { sourceOf } from './whole.ts'

const theme = sourceOf('src/site/theme/mobilitet.css')

/** `#rrggbb` by name of the property, from the first block of a scheme. */
function colours(scheme: 'light' | 'dark'): ReadonlyMap<string, string> {
  const start = theme.indexOf(`@layer ds.theme.color-scheme.${scheme}`)
  const block = theme.slice(start, theme.indexOf('}', start))
  return new Map(
    Array.from(block.matchAll(/--ds-color-([\w-]+): (#[0-9a-f]{6})/gi), ([, name = '', value = '']) => [
      name,
      value,
    ]),
  )
}

/** https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

const names = ['accent', 'need', 'offer', 'neutral', 'warning', 'danger']
const text = names.flatMap((name) => [
  [`${name}-text-default`, `${name}-surface-tinted`],
  [`${name}-text-default`, 'neutral-background-default'],
  [`${name}-text-subtle`, 'neutral-background-default'],
  [`${name}-text-subtle`, 'neutral-background-tinted'],
])
const filled = ['accent', 'need', 'offer', 'danger'].map((name) => [
  `${name}-base-contrast-default`,
  `${name}-base-default`,
])
/** A link in a tinted box, as on the front page. */
const boxed = [['accent-text-subtle', 'accent-surface-tinted']]
const shapes = ['accent', 'need', 'offer', 'neutral'].flatMap((name) => [
  [`${name}-border-default`, 'neutral-background-default'],
  [`${name}-base-default`, 'neutral-background-default'],
])

describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
  const known = colours(scheme)
  const colour = (name = '') => {
    const value = known.get(name)
    if (value === undefined) throw new Error(`the theme has no ${name}`)
    return value
  }
  const between = (one = '', other = '') => contrast(colour(one), colour(other))

  test.each([...text, ...filled, ...boxed])('%s can be read on %s', (one, other) => {
    expect(between(one, other)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(shapes)('%s can be seen on %s', (one, other) => {
    expect(between(one, other)).toBeGreaterThanOrEqual(3)
  })
})
