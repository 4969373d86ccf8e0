/** What two descriptions have in common: stories about Norwegian words. */
import { describe, expect, it } from 'vitest'
import { type Ideas, readIdeas } from '../../../src/core/match/text/ideas.ts'
import { normalForm } from '../../../src/core/match/text/normal-form.ts'
import { commonWords, similarity } from '../../../src/core/match/text/similarity.ts'
import { stem } from '../../../src/core/match/text/stems.ts'
import type { Concept, Registration } from '../../../src/core/model.ts'
import { need, offer } from './world.ts'

const concepts: readonly Concept[] = [
  {
    id: 'anskaffelser',
    label: { nb: 'Anskaffelser', nn: 'Innkjøp', en: 'Public procurement' },
    synonyms: { nb: ['anbud', 'offentlige anskaffelser'], nn: ['anskaffing', 'anbod'], en: ['tendering'] },
  },
  {
    id: 'rammeavtaler',
    label: { nb: 'Rammeavtaler', nn: 'Rammeavtalar', en: 'Framework agreements' },
    broader: 'anskaffelser',
    synonyms: { nb: ['avrop'], nn: ['avrop'] },
  },
  {
    id: 'tilsyn',
    label: { nb: 'Tilsyn', nn: 'Tilsyn', en: 'Inspection' },
    synonyms: { nb: ['utvelgelse av tilsynsobjekter'], nn: ['utveljing av tilsynsobjekt'] },
  },
  {
    id: 'etatsstyring',
    label: { nb: 'Etatsstyring', nn: 'Etatsstyring', en: 'Governance' },
    synonyms: { nb: ['styring av underliggende etat'], nn: ['styring av underliggjande etat'] },
  },
]

function read(mine: string, theirs: string, list: readonly Concept[] = concepts): readonly [Ideas, Ideas] {
  const two = [need('nve.x', { title: mine }), offer('ssb.x', { title: theirs })]
  return both(readIdeas(two, list), two)
}

function both(
  ideas: ReadonlyMap<string, Ideas>,
  [one, other]: readonly Registration[],
): readonly [Ideas, Ideas] {
  const [mine, theirs] = [ideas.get(one?.id ?? ''), ideas.get(other?.id ?? '')]
  if (!mine || !theirs) throw new Error('both are read')
  return [mine, theirs]
}

/** With no list: words alone decide. */
const likeness = (mine: string, theirs: string, list: readonly Concept[] = []) =>
  similarity(...read(mine, theirs, list))

const shown = (mine: string, theirs: string, list: readonly Concept[] = concepts) =>
  commonWords(...read(mine, theirs, list)).words

describe('bokmål meets nynorsk', () => {
  it.each([
    ['virksomhetsplan', 'verksemdsplanen'],
    ['enheten', 'eininga'],
    ['sikkerhet', 'tryggleiken'],
    ['sårbarheten', 'sårbarheita'],
    ['anskaffelsene', 'anskaffingane'],
    ['forvaltningen', 'forvaltinga'],
    ['tilpasning', 'tilpassing'],
    ['beregninger', 'berekningar'],
    ['utredningen', 'utgreiinga'],
    ['øvelser', 'øvingar'],
    ['regnskapet', 'rekneskapen'],
    ['tilskuddene', 'tilskota'],
    ['høringen', 'høyringa'],
    ['lederne', 'leiarane'],
    ['ledelse', 'leiing'],
    ['tjenester', 'tenester'],
    ['offentlige', 'offentlege'],
    ['muligheter', 'moglegheiter'],
    ['søkere', 'søkjarar'],
    ['medvirkning', 'medverknad'],
    ['hverdagen', 'kvardagen'],
    ['veiledning', 'rettleiing'],
    ['saksbehandling', 'sakshandsaming'],
    ['løsningene', 'løysingane'],
    ['utvalget', 'utvalet'],
  ])('%s is %s', (bokmaal, nynorsk) => {
    expect(stem(normalForm(nynorsk))).toBe(stem(normalForm(bokmaal)))
    expect(likeness(`${bokmaal} fjord`, `${nynorsk} torg`)).toBe(likeness('kart fjord', 'kart torg'))
  })

  it.each(['utvalg', 'virksomhet', 'regnskap', 'forening', 'mening', 'høring', 'begrep', 'kvartal'])(
    'leaves the bokmål word «%s» as it is',
    (word) => expect(normalForm(word)).toBe(word),
  )

  it('reads the two written forms of a whole sentence as the same', () => {
    const bokmaal = 'Utredning av sikkerhet i offentlige tjenester'
    expect(likeness(bokmaal, 'Utgreiing av tryggleik i offentlege tenester')).toBe(1)
  })
})

describe('compounds', () => {
  it('meet the words they are made of', () => {
    expect(shown('Etatsstyring', 'Styring av etater', [])).toEqual([])
    expect(shown('Etatsstyring', 'Styring av fire etater')).toEqual(['Etatsstyring'.toLowerCase()])
    expect(shown('Uttrekk fra tilsynsrapporter', 'Rapporter om fisk')).toEqual(['tilsynsrapporter'])
  })

  it('give less than the whole word does', () => {
    const part = likeness('Tilsynsrapporter fjord', 'Rapporter torg', concepts)
    expect(part).toBeGreaterThan(0)
    expect(part).toBeLessThan(likeness('Tilsynsrapporter fjord', 'Tilsynsrapporter torg', concepts))
  })

  it('do not meet each other through a part alone', () => {
    expect(likeness('Tilsynsrapporter', 'Tilsynskalender', concepts)).toBe(0)
  })
})

describe('false friends', () => {
  it.each([
    ['klimaregnskap', 'arbeidsklima'],
    ['tilsyn', 'ettersyn'],
    ['plan', 'planet'],
    ['planer', 'planeten'],
    ['rett', 'rettferd'],
    ['ledelse', 'ledning'],
    ['leder', 'ledig'],
    ['vann', 'vanskelig'],
    ['marked', 'merking'],
    ['drift', 'skredfare'],
    ['avdeling', 'utdeling'],
    ['digitalt', 'digitalis'],
    ['stat', 'statistikk'],
    ['intern', 'internasjonal'],
  ])('«%s» has nothing to do with «%s»', (one, other) => {
    expect(likeness(one, other, concepts)).toBe(0)
    expect(likeness(other, one, concepts)).toBe(0)
  })
})

describe('the competence list', () => {
  it('lets synonyms meet, in both written forms', () => {
    expect(shown('Bedre innkjøp', 'Anbod utan klage')).toEqual(['innkjøp'])
    expect(likeness('Bedre innkjøp', 'Anbod utan klage')).toBe(0)
  })

  it('finds names of several words', () => {
    expect(shown('Offentlige anskaffelser', 'Innkjøp')).toContain('offentlige anskaffelser')
  })

  it('lets an area meet what it belongs to, for less', () => {
    const broader = likeness('Avrop fjord', 'Anbud torg', concepts)
    expect(broader).toBeGreaterThan(0)
    expect(broader).toBeLessThan(likeness('Avrop fjord', 'Avrop torg', concepts))
  })

  it('knows what area a word points to that occurs in its names only', () => {
    expect(shown('Utvelgelse etter data', 'Tilsyn i nord')).toEqual(['utvelgelse'])
  })

  it('may stand in any order', () => {
    const texts = ['Innkjøp og tilsyn etter avrop', 'Anbod, styring av underliggjande etat'] as const
    expect(similarity(...read(...texts, concepts.toReversed()))).toBe(similarity(...read(...texts)))
  })
})

describe('the words that are shown', () => {
  it('are those of the first text, as it writes them', () => {
    expect(shown('Anskaffelsene våre', 'Ei anskaffing')).toEqual(['anskaffelsene'])
    expect(shown('Ei anskaffing', 'Anskaffelsene våre')).toEqual(['anskaffing'])
  })

  it('are all that counted: without them nothing is left', () => {
    const [mine, theirs] = ['Innkjøp, rapporter og fjord i nord', 'Tilsynsrapport om anbud i nord'] as const
    const counted = new Set(shown(mine, theirs))
    const rest = mine
      .toLowerCase()
      .split(/[ ,]+/)
      .filter((word) => !counted.has(word))
    expect(counted.size).toBe(3)
    expect(likeness(rest.join(' '), theirs, concepts)).toBe(0)
  })

  it('come with the fields they stand in', () => {
    const two = [
      need('nve.x', { title: 'Fjord', learningGoals: ['Vidde', 'Kunne føre klimaregnskap'] }),
      offer('ssb.x', { title: 'Torg', background: 'Klimarekneskap i praksis' }),
    ]
    expect(commonWords(...both(readIdeas(two, []), two))).toEqual({
      words: ['klimaregnskap'],
      at: [['learningGoals.1'], ['background']],
    })
  })
})

describe('what does not matter', () => {
  it('is the order of words, and of registrations', () => {
    const texts = ['Tilsyn med fisk og havn', 'Havn, kai og fisk'] as const
    expect(likeness('Havn og fisk med tilsyn', texts[1])).toBe(likeness(...texts))
    const two = [need('nve.x', { title: texts[0] }), offer('ssb.x', { title: texts[1] })]
    expect(similarity(...both(readIdeas(two.toReversed(), []), two))).toBe(likeness(...texts))
  })

  it('is how letters are composed, and marks nobody sees', () => {
    const composed = 'Øvelser på Ålesund'.normalize('NFC')
    expect(likeness(composed, composed.normalize('NFD'))).toBe(1)
    expect(likeness('Klimaregnskap', 'Klima\u00adregn\u200bskap')).toBe(1)
  })

  it('is who else takes part: a newcomer changes nobody else’s score', () => {
    const two = [
      need('nve.x', { title: 'Tilsynsrapporter om fangst' }),
      offer('ssb.x', { title: 'Fangstrapport' }),
    ]
    const newcomers = ['Fangst', 'Rapport', 'Tilsyn', 'Fangst og rapport'].map((title, at) =>
      offer(`dfo.ny${at}`, { title, background: `${title} `.repeat(20) }),
    )
    const alone = both(readIdeas(two, concepts), two)
    const among = both(readIdeas([...newcomers, ...two], concepts), two)
    expect(similarity(...among)).toBe(similarity(...alone))
    expect(commonWords(...among)).toEqual(commonWords(...alone))
  })

  it('is grammar, and what any registration says', () => {
    expect(likeness('Vi ønsker å lære av andre', 'De ønsker å lære av oss')).toBe(0)
    expect(likeness('Korleis kan ei verksemd gjere dette?', 'Hvordan kan en virksomhet gjøre dette?')).toBe(0)
  })
})

describe('a hostile text is harmless', () => {
  const bomb = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'
  it.each([
    ['nothing', '', 0],
    ['only emoji', '🐟'.repeat(5000), 0],
    ['only combining marks', '\u0301'.repeat(5000), 0],
    ['half a character', '\ud83d', 0],
    ['an expression', `(${bomb}+)+$ .*[a-z]{99999} \\p{L}`, 1],
    ['one word of ten million letters', 'styring'.repeat(1_500_000), 1],
    ['ten million characters of words', 'tilsynsobjektutvelgelse kg '.repeat(400_000), 1],
    ['a word of endings only', 'ingeneneneneenenegjkjegjegje'.repeat(500), 1],
    ['names of objects', 'constructor prototype toString hasOwnProperty', 1],
  ])('%s', (_, text, itself) => {
    expect(likeness(text, text, concepts)).toBe(itself)
    expect(likeness(text, 'Tilsyn', concepts)).toBeLessThanOrEqual(1)
    expect(likeness('Fjord', text, concepts)).toBe(0)
  })
})
