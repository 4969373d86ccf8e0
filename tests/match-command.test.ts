/** `match` as the office uses it: what would happen, what must and must not be, what has changed, and a picture of it. */
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { reservation } from '../src/commands/match.ts'
import { parseMessages, speaker } from '../src/core/messages.ts'
import type { Language } from '../src/core/model.ts'
import { change, cleanUp, commit, git, mobilitet, today, world } from './tool.ts'
import { root } from './worlds.ts'

afterAll(cleanUp)

const languages: readonly Language[] = ['nb', 'nn', 'en']
const original = (path: string) => readFileSync(join(root, 'tests/rules/_world', path), 'utf8')

const settingsFile = 'programme/programme.yaml'
const needFile = 'agencies/kld/needs/klimaregnskap.yaml'
const offerFile = 'agencies/dfo/offers/klimadata.yaml'
const need = original(needFile)
const offer = original(offerFile)

/** About procurement instead of climate accounting. */
const procurement = (text: string) =>
  text
    .replace('[klimaregnskap]', '[anskaffelser]')
    .replace(/^title:.*$/m, 'title: Kjøp av varer og tjenester')
    .replace(
      /^background:.*$/m,
      'background: Vi vil bli bedre til å kjøpe inn varer og tjenester til etaten vår.',
    )
    .replace(/^ {2}- .*$/m, '  - Kunne gjennomføre en konkurranse fra behov til kontrakt')

const pair = 'kld.klimaregnskap--dfo.klimadata'
const second = 'dfo.innkjop--kld.innkjop'
const offered = 'agencies/kld/offers/innkjop.yaml'
const draft = 'utkast/agencies/dfo/needs/innkjop.yaml'

/**
 * Without agreements there is one proposal, and an offer that nobody has asked for. Besides lies a draft of a need that
 * would fit it.
 */
const office = (files: Readonly<Record<string, string | undefined>> = {}) =>
  world({
    'agreements/kld-dfo/agreement.yaml': undefined,
    [offered]: procurement(offer),
    [draft]: procurement(need),
    ...files,
  })

const matching = (folder: string, ...words: readonly string[]) =>
  mobilitet(folder, ['match', ...words, ...today])

const inJson = (folder: string, ...words: readonly string[]) => {
  const { code, out, err } = matching(folder, '--format', 'json', ...words)
  expect(code, err).toBe(0)
  return JSON.parse(out)
}
const names = (proposals: readonly { readonly id: string }[]) => proposals.map(({ id }) => id)

function filesIn(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return Object.fromEntries(
    entries.map(({ parentPath, name }) => [
      join(parentPath, name),
      readFileSync(join(parentPath, name), 'utf8'),
    ]),
  )
}

describe('match --what-if', () => {
  it('tells what a need that came would lead to, and writes nothing', () => {
    const folder = office()
    const before = filesIn(folder)
    const { code, out, err } = matching(folder, '--what-if', draft)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('1 koblingsforslag før, 2 etter: 1 kommer til, 0 faller bort, 1 består.')
    expect(out).toContain('DFØ sender en medarbeider til KLD')
    expect(out).toContain('BEHOV SOM BLIR DEKKET')
    expect(out).toContain('• KLD lærer noe i 1 forslag (før 1) og deler i 1 (før 0).')
    expect(filesIn(folder)).toEqual(before)
  })

  it('what it says comes true when the file is put where it belongs', () => {
    const folder = office()
    const { comparison, matching: promised } = inJson(folder, '--what-if', draft)
    expect(names(comparison.proposals.come)).toEqual([second])
    change(folder, { 'agencies/dfo/needs/innkjop.yaml': procurement(need) })
    expect(inJson(folder)).toEqual(promised)
  })

  it('tells what a change of what is there would lead to', () => {
    const folder = office({
      [`utkast/${needFile}`]: need.replace('level: specialist', 'level: senior-manager'),
    })
    const { comparison } = inJson(folder, '--what-if', `utkast/${needFile}`)
    expect(names(comparison.proposals.go)).toEqual([pair])
    expect(comparison.needs.unmet).toEqual([{ id: 'kld.klimaregnskap', before: 1, after: 0 }])
  })

  it('several at once, and the path may be one of another folder', () => {
    const folder = office({
      [`utkast/${needFile}`]: need.replace('level: specialist', 'level: senior-manager'),
    })
    const files = [join(folder, draft), join(folder, `utkast/${needFile}`)]
    const { comparison } = inJson(office(), '--what-if', ...files)
    expect(names(comparison.proposals.come)).toEqual([second])
    expect(names(comparison.proposals.go)).toEqual([pair])
  })

  it('a draft that changes nothing changes nothing', () => {
    const folder = office({ [`utkast/${needFile}`]: need })
    expect(matching(folder, '--what-if', `utkast/${needFile}`).out).toContain('Ingenting blir annerledes.')
  })

  it('who would come in vain hears what was near', () => {
    const narrow = procurement(need).replace(
      'from: 2027-03-01, to: 2027-12-15',
      'from: 2027-11-01, to: 2028-03-31',
    )
    const { out } = matching(office({ [draft]: narrow }), '--what-if', draft)
    expect(out).toMatch(
      /dfo\.innkjop\]\n {4}Nesten med KLD, «Kjøp av varer og tjenester»: Perioden overlapper/,
    )
  })

  it.each(['text', 'json', 'markdown', 'svg'])(
    'a draft with errors is told of as by check, as %s',
    (format) => {
      const wrong = procurement(need).replace('[anskaffelser]', '[anskafelser]')
      const folder = office({ [draft]: wrong })
      const asked = matching(folder, '--what-if', draft, '--format', format)
      change(folder, { 'agencies/dfo/needs/innkjop.yaml': wrong })
      const form = format === 'svg' ? 'text' : format
      const checked = mobilitet(folder, ['check', 'agencies/dfo/needs', '--format', form, ...today])
      expect(asked).toEqual(checked)
      expect(asked.code).toBe(2)
      expect(asked.out).toContain('anskafelser')
    },
  )

  it('nor is a draft taken in that nobody could take in: of an agency that is not there', () => {
    const { code, out } = matching(
      office({ 'utkast/agencies/nve/needs/x.yaml': procurement(need) }),
      '--what-if',
      'utkast/agencies/nve/needs/x.yaml',
    )
    expect(code).toBe(2)
    expect(out).toContain('identity/no-agency-file')
  })

  it('an old mistake of somebody else’s is not held against it', () => {
    const folder = office({ [offerFile]: offer.replace('level: specialist', 'level: spesialist') })
    const { comparison } = inJson(folder, '--what-if', draft)
    expect(names(comparison.proposals.come)).toEqual([second])
  })

  it('what is only unfortunate is remarked upon', () => {
    const old = procurement(need).replace('confirmed: 2026-11-05', 'confirmed: 2025-01-05')
    const { code, out, err } = matching(office({ [draft]: old }), '--what-if', draft)
    expect(code).toBe(0)
    expect(err).toContain('dates/confirmed-long-ago')
    expect(out).toContain('må bekrefte påmeldingen på nytt')
  })

  it.each([
    ['a file without a place', ['klima.yaml'], 64, '«klima.yaml» sier ikke hvor påmeldingen hører hjemme.'],
    ['an agency', ['agencies/kld/agency.yaml'], 64, 'Legg filen i agencies/<virksomhet>/needs/'],
    ['two for one place', [needFile, `utkast/${needFile}`], 64, `samme sted: ${needFile}`],
    [
      'a file that is not there',
      ['borte/agencies/kld/needs/x.yaml'],
      1,
      '«borte/agencies/kld/needs/x.yaml» kan ikke leses',
    ],
  ])('%s is refused with a reason', (_story, files, code, reason) => {
    const run = matching(office({ [`utkast/${needFile}`]: need }), '--what-if', ...files)
    expect(run).toMatchObject({ code, out: '' })
    expect(run.err).toContain(reason)
  })
})

describe('match --without', () => {
  it('tells what it would lead to that somebody leaves', () => {
    const folder = office()
    const before = filesIn(folder)
    const { comparison, matching: after } = inJson(folder, '--without', 'dfo.klimadata')
    expect(names(comparison.proposals.go)).toEqual([pair])
    expect(comparison.registrations.go).toEqual(['dfo.klimadata'])
    expect(after.unmatched.map(({ id }: { id: string }) => id)).not.toContain('dfo.klimadata')
    expect(filesIn(folder)).toEqual(before)
  })

  it('goes together with what comes', () => {
    const { comparison } = inJson(office(), '--what-if', draft, '--without', 'dfo.klimadata')
    expect([names(comparison.proposals.come), names(comparison.proposals.go)]).toEqual([[second], [pair]])
  })

  it('knows nobody of that name, but one of a name like it', () => {
    const { code, out, err } = matching(office(), '--without', 'dfo.klimdata')
    expect({ code, out }).toEqual({ code: 64, out: '' })
    expect(err).toContain('Mente du «dfo.klimadata»?')
  })
})

/** Two needs that want the same place; the one that is wished for comes first. */
const crowded = () =>
  office({
    'agencies/dfo/agency.yaml': original('agencies/dfo/agency.yaml'),
    'agencies/nve/agency.yaml': original('agencies/kld/agency.yaml')
      .replace('"972417882"', '"970205039"')
      .replace('shortName: KLD', 'shortName: NVE')
      .replaceAll('Klima- og miljødepartementet', 'Noregs vassdrags- og energidirektorat')
      .replaceAll('kld', 'nve')
      .replace('9000000003', '9000000077'),
    'agencies/nve/needs/utslipp.yaml': need
      .replace(/^title:.*$/m, 'title: Utslipp fra kraftverk')
      .replace(
        /^background:.*$/m,
        'background: Vi trenger tall for utslipp fra bygging av kraftverk og linjer.',
      )
      .replace(/^ {2}- .*$/m, '  - Kunne regne ut utslipp fra en utbygging'),
  })
const rival = 'nve.utslipp--dfo.klimadata'

describe('match --pin', () => {
  it('what is demanded is made, though something else would be better', () => {
    const folder = crowded()
    expect(names(inJson(folder).proposals)).toEqual([pair])
    expect(names(inJson(folder, '--pin', rival).proposals)).toEqual([rival])
  })

  it('a name that no match has is met with the one that was meant', () => {
    const { code, out, err } = matching(office(), '--pin', 'kld.klimaregnskp--dfo.klimadata')
    expect({ code, out }).toEqual({ code: 64, out: '' })
    expect(err).toContain(`Mente du «${pair}»?`)
  })

  it('what cannot be made says why, and in which fields', () => {
    const folder = office({ [needFile]: need.replace('level: specialist', 'level: senior-manager') })
    const { code, out, err } = matching(folder, '--pin', pair)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toBe(
      `«${pair}» kan ikke kreves nå.\n` +
        '  KLD har oppgitt nivået toppleder, DFØ fagspesialist. Det er mer enn ett trinn. ' +
        `Se ${needFile} (level), ${offerFile} (level).\n`,
    )
  })

  it('what scores too little says so', () => {
    const folder = office({
      [settingsFile]: original(settingsFile).replace('minimumScore: 35', 'minimumScore: 99'),
    })
    const { code, err } = matching(folder, '--pin', pair)
    expect(code).toBe(2)
    expect(err).toContain('programmet krever minst 99. Se programme/programme.yaml (matching.minimumScore).')
  })

  it('two that want the same place are told which, and why', () => {
    const { code, out, err } = matching(crowded(), '--pin', pair, rival)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(`«${rival}» kan ikke kreves nå.`)
    expect(err).toContain(`Plassen hos DFØ er brukt i et annet forslag. Se ${offerFile} (places).`)
    expect(err).toContain(`Disse kravene bruker plassen: ${pair}.`)
  })

  it('nothing can be demanded during a pause', () => {
    const reason = 'reason: { nb: Valg, nn: Val, en: Election }'
    const paused = `${original(settingsFile)}pause: { from: 2026-11-01, ${reason} }\n`
    const { code, out, err } = matching(office({ [settingsFile]: paused }), '--pin', pair)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('pause')
  })

  it('may be of what a draft would bring', () => {
    const { matching: after } = inJson(office(), '--what-if', draft, '--pin', second)
    expect(names(after.proposals)).toContain(second)
  })

  it('is explained in three languages', () => {
    const folder = office({ [needFile]: need.replace('level: specialist', 'level: senior-manager') })
    const said = languages.map((language) => matching(folder, '--pin', pair, '--language', language).err)
    expect(new Set(said).size).toBe(3)
    for (const text of said) expect(text).toContain(needFile)
  })
})

describe('match --forbid', () => {
  it('what may not be is not made, and another gets the place', () => {
    const folder = crowded()
    expect(names(inJson(folder, '--forbid', pair).proposals)).toEqual([rival])
    expect(names(inJson(folder, '--forbid', pair, rival).proposals)).toEqual([])
  })

  it('cannot be demanded too', () => {
    const { code, out, err } = matching(office(), '--pin', pair, '--forbid', pair)
    expect({ code, out }).toEqual({ code: 64, out: '' })
    expect(err).toContain('både i --pin og i --forbid')
  })

  it('must be the name of a match', () => {
    expect(matching(office(), '--forbid', 'kld.klimaregnskap').code).toBe(64)
  })
})

describe('match --open', () => {
  it('what is out already is kept when another would be as good', () => {
    const twin = 'agencies/dfo/offers/klimadata-to.yaml'
    const folder = office({ [twin]: offer.replace('date: 2026-11-02', 'date: 2026-11-03') })
    const both = [pair, 'kld.klimaregnskap--dfo.klimadata-to']
    const [first = ''] = names(inJson(folder).proposals)
    const other = both.find((id) => id !== first) ?? ''
    expect(both).toContain(first)
    expect(names(inJson(folder, '--open', other).proposals)).toEqual([other])
    expect(names(inJson(folder, '--open', first).proposals)).toEqual([first])
  })

  it('what is no longer possible is told of, and the rest goes on', () => {
    const folder = office({ [needFile]: need.replace('level: specialist', 'level: senior-manager') })
    const { code, out, err } = matching(folder, '--open', pair)
    expect(code).toBe(0)
    expect(err).toContain(
      `«${pair}» kan ikke beholdes, for det er ikke lenger mulig.\n  KLD har oppgitt nivået`,
    )
    expect(out).toContain('KOBLINGSFORSLAG')
  })
})

describe('match --compare', () => {
  it('tells what is different from another version', () => {
    const folder = office()
    commit(folder)
    change(folder, { 'agencies/dfo/needs/innkjop.yaml': procurement(need) })
    const { code, out } = matching(folder, '--compare', 'HEAD')
    expect(code).toBe(0)
    expect(out).toContain('FORSKJELLEN FRA HEAD TIL NÅ')
    expect(out).toContain('1 kommer til, 0 faller bort, 1 består')
    const { comparison } = inJson(folder, '--compare', 'HEAD')
    expect(names(comparison.proposals.come)).toEqual([second])
  })

  it('on another branch too', () => {
    const folder = office()
    commit(folder)
    git(folder, 'checkout', '--quiet', '-b', 'prove')
    change(folder, { [needFile]: undefined })
    commit(folder)
    expect(names(inJson(folder, '--compare', 'main').comparison.proposals.go)).toEqual([pair])
  })

  it('is the opposite of what was imagined', () => {
    const folder = office()
    commit(folder)
    const imagined = inJson(folder, '--what-if', draft)
    change(folder, { 'agencies/dfo/needs/innkjop.yaml': procurement(need) })
    expect(inJson(folder, '--compare', 'HEAD')).toEqual(imagined)
  })

  it('needs a version that Git knows, with settings that can be read', () => {
    const folder = office()
    expect(matching(folder, '--compare', 'HEAD')).toMatchObject({ code: 1, out: '' })
    change(folder, { [settingsFile]: 'name: Uferdig\n' })
    commit(folder)
    expect(matching(folder, '--compare', 'borte').err).toContain(
      'Git kjenner ingen versjon som heter «borte».',
    )
    change(folder, { [settingsFile]: original(settingsFile) })
    const { code, out, err } = matching(folder, '--compare', 'HEAD')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('I HEAD mangler programme/programme.yaml')
  })

  it.each([
    ['--what-if', draft],
    ['--without', 'dfo.klimadata'],
  ])('is another question than %s', (option, value) => {
    const { code, err } = matching(office(), '--compare', 'HEAD', option, value)
    expect(code).toBe(64)
    expect(err).toContain(option)
  })
})

describe('who gives and gets what', () => {
  const folder = office({ 'agencies/dfo/needs/innkjop.yaml': procurement(need) })

  it('is told at the end of the text', () => {
    expect(matching(folder).out).toMatch(
      /HVEM GIR OG FÅR HVA\n {2}• DFØ\n {4}Får: «Anskaffelser» fra KLD\n {4}Gir: «Klimaregnskap» til KLD\n/,
    )
  })

  it('is a table on a page', () => {
    expect(matching(folder, '--format', 'markdown', '--language', 'nn').out).toMatch(
      /\| Verksemd \| Får \| Gir \|\n\| --- \| --- \| --- \|\n\| DFØ \| «Innkjøp» frå KLD \| «Klimarekneskap» til KLD \|\n/,
    )
  })

  it('is data for a program', () => {
    expect(inJson(folder).exchanges).toEqual(
      expect.arrayContaining([
        { proposal: pair, learner: 'kld', teacher: 'dfo', competences: ['klimaregnskap'] },
        { proposal: second, learner: 'dfo', teacher: 'kld', competences: ['anskaffelser'] },
      ]),
    )
  })
})

describe('match --format svg', () => {
  it.each(languages)('is a picture of the round, in %s', (language) => {
    const { code, out, err } = matching(office(), '--format', 'svg', '--language', language)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /)
    expect(out).toContain(`lang="${language}"`)
    expect(out.endsWith('</svg>\n')).toBe(true)
  })

  it('of something imagined it is the new round', () => {
    expect(matching(office(), '--format', 'svg', '--what-if', draft).out).toContain('DFØ lærer av KLD')
  })
})

describe('settings that cannot be', () => {
  const checked = (before: string, after: string) => {
    const folder = world({ [settingsFile]: original(settingsFile).replace(before, after) })
    const { code, out } = mobilitet(folder, ['check', '--format', 'json', ...today])
    return { code, codes: JSON.parse(out).diagnostics.map((one: { code: string }) => one.code) }
  }

  it.each([1, 5])('a rotation of %i', (length) => {
    expect(checked('rotationLength: 2', `rotationLength: ${length}`)).toEqual({
      code: 2,
      codes: ['schema/out-of-range'],
    })
  })

  it.each([0, 601])('a search of %i seconds', (seconds) => {
    expect(checked('nearMisses: 3', `nearMisses: 3\n  solveSeconds: ${seconds}`)).toEqual({
      code: 2,
      codes: ['schema/out-of-range'],
    })
  })

  it('a search of a minute is fine', () => {
    expect(checked('nearMisses: 3', 'nearMisses: 3\n  solveSeconds: 60')).toEqual({ code: 0, codes: [] })
  })
})

describe('when the solver fails', () => {
  it('to load, nothing is proposed, and one sentence says why', () => {
    // Without a compiler Node has no WebAssembly. Only a larger programme needs the solver at all.
    const folder = world()
    for (const data of ['agencies', 'programme']) {
      rmSync(join(folder, data), { recursive: true })
      cpSync(join(root, data), join(folder, data), { recursive: true })
    }
    const { code, out, err } = mobilitet(folder, ['match', ...today], { NODE_OPTIONS: '--jitless' })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(
      'Programdelen som velger forslag («highs»), kunne ikke lastes: WebAssembly is not defined.',
    )
    expect(err).toContain('Ingenting er foreslått.')
    expect(err).not.toMatch(/^\s+at /m)
  })

  it.each(languages)('to prove its answer, that is remarked upon and no more, in %s', (language) => {
    const file = `templates/messages/${language}.yaml`
    const voice = speaker(language, parseMessages(file, readFileSync(join(root, file), 'utf8')))
    expect(reservation({ optimal: false }, voice)).toContain('matching.solveSeconds')
    expect(reservation({ optimal: true }, voice)).toBe('')
  })
})
