/** What the newest standard texts must speak of, and the provisions they may cite. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Language } from '../../../src/core/model.ts'
import { clauses, parseTemplate } from '../../../src/core/render/language.ts'
import { materialIn } from '../../../src/core/render/material/kinds.ts'
import { layers, root } from '../../worlds.ts'

const texts = new Map(
  [...layers(join(root, 'templates'))]
    .filter(([path]) => path.endsWith('.md.hbs'))
    .map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')] as const),
)
const documents = [...new Set([...texts.keys()].map((path) => path.replace(/\/\w+\.md\.hbs$/, '')))].sort()

function textOf(document: string, language: Language): string {
  const text = texts.get(`${document}/${language}.md.hbs`)
  if (text === undefined) throw new Error(`${document} is not there in ${language}`)
  return text
}

function clauseNames(document: string, language: Language): readonly string[] {
  return clauses(parseTemplate(document, textOf(document, language))).map(({ id }) => id)
}

/** The consolidated table of what agreements on secondment hold, by its numbers. */
const consolidated =
  'parties purpose anchoring form period workload workplace tasks learning-goals contacts employer instruction salary costs pension travel working-time holiday absence insurance equipment confidentiality security impartiality side-jobs results personal-data records changes termination return follow-up sharing evaluation participation disputes rules signatures annexes'.split(
    ' ',
  )

describe.each(['nb', 'nn', 'en'] as const)('in %s', (language) => {
  it('the exchange agreement has all 39 clauses of the consolidated table', () => {
    expect(consolidated).toHaveLength(39)
    expect(clauseNames('exchange-agreement/2', language)).toEqual(expect.arrayContaining(consolidated))
  })

  it('the cooperation agreement has those that concern the agencies, and what only it has', () => {
    const between =
      'parties purpose anchoring forms areas contacts costs confidentiality personal-data records changes termination follow-up sharing evaluation disputes rules signatures annexes volume validity'
    expect(clauseNames('cooperation-agreement/2', language)).toEqual(
      expect.arrayContaining(between.split(' ')),
    )
  })

  // Working sheets bind nobody.
  const binding = documents.filter((document) => !materialIn(document.replace('/', '@')))

  it.each(binding)('%s says that no lawyer has checked it', (document) => {
    expect(textOf(document, language)).toMatch(
      /ikke kontrollert av jurist|Ingen jurist har kontrollert|not yet been checked by a lawyer/,
    )
  })
})

/** «§§ 1-3 og 3-1», “sections 1-3 and 3-1”, «§ 13 f», kapittel 8. */
const cited =
  /(?:§§?|sections?|kapittel|chapter) (\d+(?:-\d+)?(?: f(?=[\s.,]|$))?(?:(?:,| og| and| til| to) \d+(?:-\d+)?(?: f(?=[\s.,]|$))?)*)/g

function provisions(text: string): readonly string[] {
  const found = [...text.matchAll(cited)].flatMap(
    ([, list = '']) => list.match(/\d+(?:-\d+)?(?: f(?=[\s.,]|$))?/g) ?? [],
  )
  return [...new Set(found)].sort()
}

/**
 * Statsansatteloven 2, 3–6, 7, 9, 11, 12 · merverdiavgiftsloven 1-3, 3-1 · forvaltningsloven 1967 6–10, 13–13 f and 2025
 * 25–29, 30–37 · sikkerhetsloven 8-1, 8-9, chapter 8 · enhetsregisterloven 7-2 · personopplysningsloven 12 ·
 * hovedtariffavtalen 7, 13, 23, 24.
 */
const known = '1-3,10,11,12,13,13 f,2,23,24,25,29,3,3-1,30,37,6,7,7-2,8,8-1,8-9,9'.split(',')

describe('the law', () => {
  it.each(documents)('is cited alike in every language of %s', (document) => {
    const nb = provisions(textOf(document, 'nb'))
    expect(provisions(textOf(document, 'nn'))).toEqual(nb)
    expect(provisions(textOf(document, 'en'))).toEqual(nb)
  })

  it('is cited by provisions somebody has looked up, and by no others', () => {
    const all = [...texts.values()].flatMap(provisions)
    expect([...new Set(all)].filter((one) => !known.includes(one))).toEqual([])
    expect(known.filter((one) => !all.includes(one))).toEqual([])
  })
})

describe('nobody is he or she', () => {
  /** Nynorsk has «ho» and «han» for things, so there only words for people can be looked for. */
  const gendered: Readonly<Record<Language, RegExp>> = {
    nb: /(?<!\p{L})(?:hun|henne|hennes|han|ham|hans|\p{L}+mann)(?!\p{L})/iu,
    nn: /(?<!\p{L})(?:hennar|\p{L}+mann)(?!\p{L})/iu,
    en: /(?<!\p{L})(?:she|he|him|his|hers?|\p{L}+man)(?!\p{L})/iu,
  }

  it.each(documents)('in %s', (document) => {
    for (const language of ['nb', 'nn', 'en'] as const) {
      const lines = textOf(document, language).split('\n')
      expect(lines.filter((line) => gendered[language].test(line))).toEqual([])
    }
  })
})
