import { describe, expect, it } from 'vitest'
import { findPersonalData } from '../../src/core/personal-data.ts'

const pieces: Record<string, string> = {
  digits: '1234567890',
  'single digits': '1 ',
  'single digits with hyphens': '2-',
  'pairs of digits': '22 ',
  'lines of digits': '1\n',
  'deep indents': `1\n${' '.repeat(60)}`,
  'digits of another script': '١ ',
  'mathematical digits': '𝟘',
  'invisible characters': '1\u200B',
  'hexadecimal digits': '01020312345a',
  addresses: 'a.a.a.a@',
  'private addresses': 'a.a@b.no ',
  'at signs': '@',
  dots: '.',
  letters: 'a',
  'country codes': '+47 ',
  'telephone numbers': '22 22 22 22, ',
  announcements: 'tlf 91234567 ',
  schemes: '://',
  'identity numbers': '13097248022 ',
  mixture: '1.2-3 4/5(6)',
}

/**
 * The limits are some ten times what a quiet machine needs, because a busy one must not fail the test; time that grew
 * with the square of the length would exceed them a hundredfold.
 */
describe('text made to be slow', () => {
  it.each(['digits', 'addresses', 'country codes'])(
    'a million characters of %s take well under a second',
    (name) => {
      expect(millisecondsFor(name, 1_000_000)).toBeLessThan(1000)
    },
  )

  it.each(Object.keys(pieces))('a hundred thousand characters of %s take well under a second', (name) => {
    expect(millisecondsFor(name, 100_000)).toBeLessThan(700)
  })
})

function millisecondsFor(name: string, length: number): number {
  const piece = pieces[name] ?? ''
  const text = piece.repeat(Math.ceil(length / piece.length))
  const began = performance.now()
  findPersonalData(text)
  return performance.now() - began
}
