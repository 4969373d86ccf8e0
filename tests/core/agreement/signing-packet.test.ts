/** What the e-signing service is told: within its limits, in order, and without a name. */
import { describe, expect, it } from 'vitest'
import {
  longestTitle,
  mostSigners,
  type Signable,
  signingPacket,
  titleFor,
} from '../../../src/core/agreement/signing-packet.ts'
import type { Agreement } from '../../../src/core/model.ts'
import { full, minimal, programmeWith, words } from '../render/sample.ts'

const programme = programmeWith(new Map())
const pdf = new TextEncoder().encode('%PDF-1.7\n')

function packet(changes: Partial<Signable>, agreement: Agreement = full) {
  const file: Signable = {
    document: 'cooperation-agreement',
    language: 'nb',
    name: 'kld-kartverket.v2.nb.pdf',
    content: pdf,
    ...changes,
  }
  return signingPacket(agreement, programme, [file], words)
}

describe('a request', () => {
  it('tells the service what is to be signed, and by which roles for which organisations', () => {
    expect(packet({}).requests).toEqual([
      {
        title: 'Samarbeidsavtale: Kompetansesamarbeid om klimaregnskap',
        language: 'nb',
        agreement: 'kld-kartverket',
        version: 2,
        document: 'cooperation-agreement',
        termsDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        file: {
          name: 'kld-kartverket.v2.nb.pdf',
          mediaType: 'application/pdf',
          size: 9,
          sha256: '0716f9264c9fe19f5d7455276107f3ddcc1d3497f63d60689a73558ae8a1bf5e',
        },
        signers: [
          { order: 1, part: 'party', role: 'Ekspedisjonssjef', organisationNumber: '972417882' },
          { order: 1, part: 'party', role: 'Avdelingsdirektør', organisationNumber: '971040238' },
          { order: 1, part: 'party', role: 'Divisjonsdirektør', organisationNumber: '970018131' },
        ],
      },
    ])
  })

  it.each(['exchange-agreement', 'amendment'] as const)(
    'of the %s has the agencies sign before the employee, who is not named',
    (document) => {
      const [request] = packet({ document, exchange: 'ut-1' }).requests
      expect(request?.signers.map(({ order, part, role }) => [order, part, role])).toEqual([
        [1, 'sender', 'Ekspedisjonssjef'],
        [1, 'host', 'Avdelingsdirektør'],
        [2, 'employee', null],
      ])
      expect(request?.title).toMatch(/\(ut-1\)$/)
    },
  )

  it('of the declaration is for the employee alone', () => {
    const [request] = packet({ document: 'confidentiality-declaration', exchange: 'ut-1' }).requests
    expect(request?.signers).toEqual([{ order: 1, part: 'employee', role: null }])
  })

  it('of a termination is for the one that terminates', () => {
    const termination = { date: '2027-05-01', by: 'kartverket', reason: 'Flyttet.' }
    const [request] = packet({ document: 'termination' }, { ...full, termination }).requests
    expect(request?.signers).toEqual([
      { order: 1, part: 'party', role: 'Avdelingsdirektør', organisationNumber: '971040238' },
    ])
  })

  it('is in the language of the document', () => {
    expect(packet({ language: 'en' }).requests[0]?.title).toMatch(/^Cooperation agreement: /)
  })
})

describe('a title', () => {
  it('is whole as long as there is room, and then ends after a word', () => {
    expect(titleFor('x'.repeat(longestTitle))).toBe('x'.repeat(longestTitle))
    const long = titleFor(`Samarbeidsavtale: ${'kompetanse og læring '.repeat(10)}`)
    expect(long.length).toBeLessThanOrEqual(longestTitle)
    expect(long).toMatch(/^Samarbeidsavtale: (?:kompetanse og læring )+kompetanse( og)?…$/)
  })

  it('is cut where there is no word to end after, and has nothing that cannot be seen', () => {
    expect(titleFor('x'.repeat(200))).toBe(`${'x'.repeat(longestTitle - 1)}…`)
    expect(titleFor('a\u202Eb\nc')).toBe('ab c')
  })
})

describe('no request is made', () => {
  const obstacle = (changes: Partial<Signable>, agreement?: Agreement) => {
    const { requests, obstacles } = packet(changes, agreement)
    expect(requests).toEqual([])
    return obstacles.map((one) => one.obstacle)
  }

  it('of anything but a PDF, whatever it is called', () => {
    expect(obstacle({ name: 'kld-kartverket.v2.nb.docx' })).toEqual(['not-pdf'])
    expect(obstacle({ content: new TextEncoder().encode('<html>') })).toEqual(['not-pdf'])
  })

  it('of a document with names in it', () => {
    expect(obstacle({ name: 'kld-kartverket.v2.nb.private.pdf' })).toEqual(['private'])
  })

  it('before everybody has said who signs', () => {
    expect(obstacle({}, minimal)).toEqual(['no-role'])
  })

  it('of what nobody signs, or of an exchange that is not there', () => {
    expect(obstacle({ document: 'learning-plan', exchange: 'ut-1' })).toEqual(['not-signed'])
    expect(obstacle({ document: 'exchange-agreement', exchange: 'ut-9' })).toEqual(['not-signed'])
    expect(obstacle({ document: 'termination' })).toEqual(['not-signed'])
  })

  it('for more signers than the service takes', () => {
    const [party] = full.parties
    const parties = Array.from({ length: mostSigners + 1 }, () => ({ ...party, agency: 'kld' }))
    expect(obstacle({}, { ...full, parties } as Agreement)).toEqual(['too-many-signers'])
  })

  it('while an agency is not known: nobody can tell which terms would be signed', () => {
    const parties = [...full.parties, { agency: 'nobody', signatory: { role: 'Direktør' } }]
    expect(obstacle({}, { ...full, parties })).toEqual(['unknown-terms'])
  })
})
