/** «Hva gjør denne endringen med avtalen?»: in fields, and in the words that are signed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { redlineText } from '../src/core/agreement/redline-text.ts'
import { change, cleanUp, commit, git, mobilitet, today } from './tool.ts'
import { agreementFile, folderWith, original, rewritten } from './verify-world.ts'

afterAll(cleanUp)

const diff = (folder: string, ...words: readonly string[]) => {
  const { code, out, err } = mobilitet(folder, ['diff', 'kld-dfo', ...words, ...today])
  expect(err).toBe('')
  expect(code).toBe(0)
  return out
}

const signatures = (digest: string) =>
  ['kld', 'dfo']
    .map(
      (party) => `  - { party: ${party}, role: Direktør, date: 2026-12-01, method: ink, terms: ${digest} }\n`,
    )
    .join('')

/** The digest of the terms, as the documents tell it. */
function digestIn(folder: string): string {
  mobilitet(folder, ['render', '--format', 'md', ...today])
  const text = readFileSync(join(folder, 'out/kld-dfo/kld-dfo.v1.nb.md'), 'utf8').replaceAll('\\', '')
  return /sha256:[0-9a-f]{64}/.exec(text)?.[0] ?? ''
}

describe('what is compared with', () => {
  test('is what was saved last, as long as nobody has signed', () => {
    const folder = folderWith()
    commit(folder)
    change(folder, { [agreementFile]: rewritten(['noticeWeeks: 4', 'noticeWeeks: 8']) })
    const said = diff(folder)
    expect(said).toMatch(
      /^kld-dfo: Kompetansesamarbeid om klimaregnskap\nSammenlignet med versjon 1, slik den sist ble lagret /,
    )
    expect(said).toContain('Ingen versjon er signert av alle parter ennå.')
    expect(said).toContain('  Vilkår: Oppsigelsestid i uker: 4 → 8\n')
    expect(said).toContain('[-4-] {+8+}')
  })

  test('is the last version all parties have signed, however many drafts came after', () => {
    const folder = folderWith()
    commit(folder)
    const agreed = `${original}\nsignatures:\n${signatures(digestIn(folder))}`
    change(folder, { [agreementFile]: agreed })
    commit(folder, 'Signert')
    for (const weeks of [5, 6, 7]) {
      change(folder, { [agreementFile]: agreed.replace('noticeWeeks: 4', `noticeWeeks: ${weeks}`) })
      commit(folder, 'Utkast')
    }
    const said = diff(folder)
    expect(said).toContain('den siste alle parter har signert')
    expect(said).toContain('[-4-] {+7+}')
    expect(diff(folder, 'HEAD~1')).toContain('[-6-] {+7+}')
  })

  test('is any revision that is named', () => {
    const folder = folderWith()
    commit(folder)
    git(folder, 'tag', 'v1')
    change(folder, { [agreementFile]: rewritten(['workload: 100', 'workload: 60']) })
    commit(folder)
    expect(diff(folder, 'HEAD')).toContain('Ingenting er endret.')
    expect(diff(folder, 'v1')).toContain('100 prosent → 60 prosent')
  })

  test('is the standard text, when one asks for it', () => {
    const deviation = `deviations:
  - clause: termination
    text: { nb: Oppsigelse skjer til slutten av en måned. }
    reason: Lønnskjøringen krever det.
    approvedBy: { role: Ekspedisjonssjef, date: 2026-11-10 }
sharing:`
    const folder = folderWith({ [agreementFile]: rewritten(['sharing:', deviation]) })
    const said = diff(folder, '--against', 'standard')
    expect(said).toContain('Sammenlignet med standardteksten, uten avvikene partene har avtalt.')
    expect(said).toMatch(/ {2}\d+ Avvik fra standardteksten – nytt punkt\n/)
    expect(said).toContain('Oppsigelse skjer til slutten av en måned.')
    expect(diff(folderWith(), '--against', 'standard')).toContain('Ingenting er endret.')
  })

  test('is nothing for an agreement that is new', () => {
    const folder = folderWith({ [agreementFile]: undefined })
    commit(folder)
    change(folder, { [agreementFile]: original })
    expect(diff(folder)).toBe('Avtalen kld-dfo fantes ikke før, så det er ingenting å sammenligne med.\n')
    expect(diff(folder, 'HEAD')).toContain('fantes ikke før')
  })
})

describe('what is told', () => {
  test('only clauses that differ, with their numbers, in the cooperation agreement and in that of the exchange', () => {
    const folder = folderWith()
    commit(folder)
    change(folder, { [agreementFile]: rewritten(['equipment: Mottakende', 'equipment: Avgivende']) })
    const said = diff(folder)
    expect(said.match(/^\S.*\(kld-dfo.*\)$/gm)).toEqual([
      'Samarbeidsavtale: Kompetansesamarbeid om klimaregnskap (kld-dfo)',
      'Utvekslingsavtale: Kompetansesamarbeid om klimaregnskap (kld-dfo-ut-1)',
    ])
    expect(said.match(/^ {2}\d+ .*$/gm)).toEqual([
      expect.stringMatching(/^ {2}\d+ Felles vilkår for utvekslingene$/),
      expect.stringMatching(/^ {2}\d+ IT-utstyr og tilganger$/),
    ])
    expect(said).toMatch(
      / {4}\d+\.\d+ Utstyr og tilganger: \[-Mottakende-\] \{\+Avgivende\+\} virksomhet stiller med utstyr og tilganger\./,
    )
  })

  test('a clause that comes in does not make changes of all the numbers after it', () => {
    const folder = folderWith()
    commit(folder)
    change(folder, { [agreementFile]: rewritten(['form: secondment', 'form: rotation']) })
    const said = diff(folder)
    expect(said).toMatch(/\d+ Gjensidig bytte – nytt punkt/)
    expect(said).not.toContain('Taushetsplikt')
  })

  test('a field that is in no text is told all the same', () => {
    const folder = folderWith()
    commit(folder)
    change(folder, { [agreementFile]: rewritten(['date: 2026-11-10', 'date: 2026-11-09']) })
    const said = diff(folder)
    expect(said).toContain('9. november 2026')
    expect(said).toContain('Ordlyden i dokumentene er den samme.')
  })

  test('in the language of whoever reads, and of documents in one that is asked for', () => {
    const folder = folderWith({ [agreementFile]: rewritten(['languages: [nb]', 'languages: [nb, nn]']) })
    commit(folder)
    change(folder, {
      [agreementFile]: rewritten(
        ['languages: [nb]', 'languages: [nb, nn]'],
        ['noticeWeeks: 4', 'noticeWeeks: 8'],
      ),
    })
    const said = diff(folder, '--language', 'en', '--lang', 'nn')
    expect(said).toContain('Compared with version 1')
    expect(said).toContain('i veker | [-4-] {+8+}')
  })
})

describe('other forms', () => {
  const hostile = 'Se <b>her</b> ~~nei~~ **ja** @alle #1 https://example.no | [x](y) `k`'

  function changed() {
    const folder = folderWith()
    commit(folder)
    const purpose = 'purpose: Partene skal lære av hverandre om klimaregnskap.'
    change(folder, {
      [agreementFile]: rewritten([purpose, `purpose: ${JSON.stringify(`Partene skal lære. ${hostile}`)}`]),
    })
    return folder
  }

  test('Markdown in which people’s text formats nothing, links nowhere and calls upon nobody', () => {
    const said = diff(changed(), '--format', 'markdown')
    expect(said).toMatch(/^\| Felt \| Før \| Etter \|$/m)
    expect(said).toMatch(
      /\d+\.\d+ Formålet med samarbeidet: Partene skal ~~lære av hverandre om klimaregnskap\.~~ \*\*lære\. /,
    )
    expect(said).toContain(
      'Se &lt;b&gt;her&lt;/b&gt; \\~\\~nei\\~\\~ \\*\\*ja\\*\\* @&#8203;alle #&#8203;1 https:&#8203;//example.no &#124; \\[x\\](y) \\`k\\`',
    )
  })

  test('a terminal is steered by nobody but us', () => {
    const words = [{ text: 'før \u001B[2J\u202E etter', fate: 'new' as const }]
    expect(redlineText(words, { colour: false })).toBe('{+før ␛[2J<U+202E> etter+}')
  })

  test('where there is colour, what goes is struck out and what comes is underlined', () => {
    const folder = changed()
    const { out } = mobilitet(folder, ['diff', 'kld-dfo', ...today], { FORCE_COLOR: '1' })
    expect(out).toContain('\u001B[9;31mlære av hverandre om klimaregnskap.\u001B[29;39m \u001B[4;32mlære.')
  })

  test('JSON holds every word with what becomes of it', () => {
    const folder = folderWith()
    commit(folder)
    change(folder, { [agreementFile]: rewritten(['noticeWeeks: 4', 'noticeWeeks: 8']) })
    const { documents, fields, ...rest } = JSON.parse(diff(folder, '--format', 'json'))
    expect(rest).toEqual({
      agreement: 'kld-dfo',
      since: 'saved',
      before: { version: 1, commit: expect.stringMatching(/^[0-9a-f]{40}$/) },
      after: { version: 1, commit: null },
    })
    expect(fields).toEqual([{ field: 'Vilkår: Oppsigelsestid i uker', before: '4', after: '8' }])
    expect(documents[0].clauses[0]).toEqual({
      clause: { id: 'clause-key-terms', number: expect.any(String), title: 'Hovedvilkår' },
      fate: 'changed',
      passages: [
        {
          clause: expect.anything(),
          number: '',
          words: [
            { text: 'Varslingsfrist ved oppsigelse, i uker |', fate: 'same' },
            { text: '4', fate: 'gone' },
            { text: '8', fate: 'new' },
          ],
        },
      ],
    })
  })
})

describe('what cannot be', () => {
  test.each([
    [['diff'], 64, /agreement/],
    [['diff', 'kld-dfi'], 64, /Mente du kld-dfo\?|kld-dfo/],
    [['diff', 'kld-dfo', 'HEAD', '--against', 'standard'], 64, /ikke begge/],
    [['diff', 'kld-dfo', 'finnes-ikke'], 1, /Git kjenner ingen versjon som heter «finnes-ikke»/],
    [['diff', 'kld-dfo', 'a', 'b'], 64, /tar ikke så mange ord/],
  ] as const)('%j gives code %i and a sentence', (words, code, sentence) => {
    const folder = folderWith()
    commit(folder)
    const said = mobilitet(folder, [...words, ...today])
    expect({ code: said.code, out: said.out }).toEqual({ code, out: '' })
    expect(said.err).toMatch(sentence)
  })

  test('an agreement that cannot be read says where to look', () => {
    const folder = folderWith()
    commit(folder)
    change(folder, { [agreementFile]: 'title: [' })
    const said = mobilitet(folder, ['diff', 'kld-dfo', ...today])
    expect(said.code).toBe(64)
    expect(said.err).toContain('mobilitet check')
  })

  test('outside Git there is no earlier version, and that is said', () => {
    expect(diff(folderWith())).toContain('ingenting å sammenligne med')
  })
})
