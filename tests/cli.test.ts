/** The command line as a person meets it: words in, sentences and exit codes out. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { commands } from '../src/commands/table.ts'
import { filesIn } from '../src/io/files.ts'
import { Unreadable } from '../src/io/ports.ts'
import { change, cleanUp, commit, git, mobilitet, today, tool, world } from './tool.ts'
import { root } from './worlds.ts'

afterAll(cleanUp)

const need = 'agencies/kld/needs/klimaregnskap.yaml'
const needText = readFileSync(join(root, 'tests/rules/_world', need), 'utf8')
const wrong = needText.replace('competences: [klimaregnskap]', 'competences: [klimaregnskp]')
const anywhere = world()

describe('help', () => {
  it.each(['nb', 'nn', 'en'])(
    'is there in %s for every command, without a word of another language',
    (language) => {
      const help = mobilitet(anywhere, ['--help', '--language', language])
      expect(help).toMatchObject({ code: 0, err: '' })
      for (const { name, options } of commands) {
        expect(help.out).toContain(`  ${name} `)
        const own = mobilitet(anywhere, [name, '--help', '--language', language])
        expect(own.code).toBe(0)
        for (const { flags } of options) expect(own.out).toContain(flags)
        if (language !== 'en')
          expect(own.out).not.toMatch(/\b(?:Usage|Options|default|choices|display help)\b/)
      }
    },
  )

  it('follows the language the reader has chosen once and for all', () => {
    expect(mobilitet(anywhere, ['--help'], { MOBILITET_LANG: 'nn' }).out).toContain('Kommandoar:')
  })

  it('is shown, as wrong usage, to whoever says nothing', () => {
    expect(mobilitet(anywhere, [])).toMatchObject({ code: 64, out: '' })
  })
})

describe('wrong usage is refused with 64, a reason and a suggestion', () => {
  it.each([
    [['chekk'], 'Kommandoen «chekk» finnes ikke. Mente du «check»?'],
    [['check', '--formt', 'json'], 'Valget «--formt» finnes ikke. Mente du «--format»?'],
    [
      ['check', '--format', 'jsn'],
      '«jsn» kan ikke brukes i «--format». Velg blant: text, json, github, sarif, markdown. Mente du «json»?',
    ],
    [['check', '--today', '2027-02-30'], '«2027-02-30» er ikke en dato. Skriv den slik: 2027-03-01.'],
    [['check', '--base'], 'Valget «--base <ref>» må ha en verdi.'],
    [
      ['check', '--report', 'sarf=funn.sarif'],
      '«sarf» kan ikke brukes i «--report». Velg blant: text, json, github, sarif, markdown. Mente du «sarif»?',
    ],
    [['check', '--report', 'sarif'], '«sarif» kan ikke brukes i «--report». Skriv form, likhetstegn og fil'],
    [['check', '--report', 'sarif=-'], '«sarif=-» kan ikke brukes i «--report».'],
    [['check', '--report', 'markdown='], '«markdown=» kan ikke brukes i «--report».'],
    [['check', '--report', 'sarif=a', 'json=./a'], 'To rapporter kan ikke skrives til samme fil:'],
    [['match', 'dfo', 'kld'], '«match» tar ikke så mange ord.'],
    [['render', 'kld-dfoo'], 'Avtalen «kld-dfoo» finnes ikke. Mente du «kld-dfo»?'],
    [['render', '--format', 'pfd'], '«pfd» kan ikke brukes i «--format». Velg blant: md, html, pdf, docx.'],
    [['check', '--language', 'no'], '«no» kan ikke brukes i «--language».'],
  ])('%s', (words, sentence) => {
    const { code, out, err } = mobilitet(anywhere, words)
    expect(err).toContain(sentence)
    expect(err).toContain('Prøv: mobilitet --help')
    expect({ code, out }).toEqual({ code: 64, out: '' })
  })

  it.each(['../..', 'a/..', 'a/.', 'a.b/c', 'a', 'a/b/c', 'a/b?c'])('%s is no repository', (repo) => {
    const { code, err } = mobilitet(anywhere, ['review', '--repo', repo], { GITHUB_TOKEN: 'x' })
    expect(err).toContain('Skriv hvilket register det gjelder')
    expect(code).toBe(64)
  })

  it.each(['tull', 'api.github.com', 'file:///x', 'https://'])('%s is no address of a GitHub', (api) => {
    const env = { GITHUB_TOKEN: 'x', GITHUB_API_URL: api }
    const { code, err } = mobilitet(anywhere, ['review', '--repo', 'a/b'], env)
    expect(err).toContain('Miljøvariabelen GITHUB_API_URL er ikke en nettadresse.')
    expect(code).toBe(64)
  })
})

describe('what the tool cannot do ends with 1 and one line', () => {
  const oneLine = (words: readonly string[], folder = anywhere, env: NodeJS.ProcessEnv = {}) => {
    const { code, out, err } = mobilitet(folder, words, env)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    return err
  }

  it('no such folder', () =>
    expect(oneLine(['check', '--root', 'borte'])).toMatch(
      /^Mappen «.*borte» finnes ikke, eller den er ikke en mappe\.$/m,
    ))

  it('a folder with a name that would be a command to a runner on GitHub, or to a terminal', () => {
    const { err } = mobilitet(anywhere, ['check', '--root', '##[add-mask]x\n::error::y\u001B[31m'])
    expect(err).toContain('##⁅add-mask]x')
    expect(err).not.toMatch(/##\[|^\s*::/m)
    expect(err).not.toContain('\u001B')
  })

  it('a file instead of a folder', () => expect(oneLine(['check', '--root', need])).toContain('finnes ikke'))
  it('no such file', () =>
    expect(oneLine(['check', 'agencies/borte'])).toContain('«agencies/borte» finnes ikke i programmet'))
  it('no repository for --base', () =>
    expect(oneLine(['check', '--base', 'main'])).toContain('er ikke et Git-register'))

  it('no such revision', () => {
    const folder = world()
    commit(folder)
    expect(oneLine(['check', '--base', 'borte'], folder)).toContain('«borte»')
    expect(oneLine(['check', '--base', '--output=/tmp/x'], folder)).toContain('«--output=/tmp/x»')
  })

  it('git is missing', () => {
    const folder = world()
    commit(folder)
    expect(oneLine(['check', '--base', 'HEAD'], folder, { PATH: '/nonexistent' })).toContain(
      'git ble ikke funnet',
    )
  })

  it('a file that cannot be read', () => {
    // Root may read everything, so the file goes away between being seen and being read.
    expect(() => filesIn(anywhere).read('agencies/borte.yaml')).toThrow(
      new Unreadable('tool/unreadable', { path: 'agencies/borte.yaml' }),
    )
  })

  it('a place where nobody can make a folder', () => {
    expect(oneLine(['render', '--out', '/proc/mobilitet', ...today])).toContain('kan ikke skrives')
  })

  it.runIf(existsSync('/dev/full'))('an answer that cannot be written', () => {
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', '"$0" "$@" > /dev/full', process.execPath, tool, 'check', ...today],
      {
        cwd: anywhere,
        encoding: 'utf8',
      },
    )
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'Svaret kunne ikke skrives ut.\n' })
  })

  it('a folder one may not write in', () => {
    const folder = world({ opptatt: 'en fil' })
    expect(oneLine(['render', '--out', 'opptatt', ...today], folder)).toContain('kan ikke skrives')
    const report = ['check', '--report', 'json=opptatt/funn.json', ...today]
    expect(oneLine(report, folder)).toContain('kan ikke skrives')
  })
})

describe('results never land among the programme’s own files', () => {
  it.each(['agencies', './agreements/kld-dfo', '.', '', 'templates'])('%j', (out) => {
    const folder = world()
    for (const command of ['render', 'start']) {
      expect(mobilitet(folder, [command, '--out', out, ...today])).toMatchObject({ code: 64, out: '' })
    }
    expect(mobilitet(folder, ['check', ...today]).code).toBe(0)
  })
})

describe('without readable settings', () => {
  it.each(['match', 'render', 'start'])('%s does not say that all is well', (command) => {
    const settings = 'programme/programme.yaml'
    const broken = readFileSync(join(root, 'tests/rules/_world', settings), 'utf8').replace(
      'rounds:',
      'round:',
    )
    expect(mobilitet(world({ [settings]: broken }), [command, ...today]).code).toBe(2)
    expect(mobilitet(world({ [settings]: undefined }), [command, ...today]).code).toBe(2)
  })
})

describe('check', () => {
  it('is content with a good programme', () => {
    expect(mobilitet(world(), ['check', ...today])).toEqual({
      code: 0,
      out: 'Alt er i orden. 8 filer er kontrollert.\n',
      err: '',
    })
  })

  it('shows where, what and how to mend it', () => {
    const { code, out } = mobilitet(world({ [need]: wrong }), ['check', ...today])
    expect(code).toBe(2)
    expect(out).toContain(`${need}:3:15`)
    expect(out).toContain('Mente du «klimaregnskap»?')
    expect(out).toContain('competences: [klimaregnskp]')
  })

  it('says it in JSON of the promised shape', () => {
    const { code, out } = mobilitet(world({ [need]: wrong }), ['check', '--format', 'json', ...today])
    expect(code).toBe(2)
    expect(JSON.parse(out)).toEqual({
      diagnostics: [
        {
          code: 'references/unknown-competence',
          severity: 'error',
          file: need,
          line: 3,
          column: 15,
          message: expect.stringContaining('klimaregnskp'),
        },
      ],
      files: 8,
    })
  })

  it('a warning alone does not fail anything', () => {
    const late = needText
      .replace('confirmed: 2026-11-05', 'confirmed: 2025-11-05')
      .replace('date: 2026-11-05', 'date: 2025-11-05')
    const { code, out } = mobilitet(world({ [need]: late }), ['check', ...today])
    expect(out).toContain('dates/confirmed-long-ago')
    expect(code).toBe(0)
  })

  it('tells only about the files that were named', () => {
    const folder = world({ [need]: wrong })
    expect(mobilitet(folder, ['check', 'agencies/dfo', ...today]).code).toBe(0)
    expect(mobilitet(folder, ['check', './agencies/kld/', ...today]).code).toBe(2)
    expect(mobilitet(folder, ['check', need, ...today]).code).toBe(2)
  })

  it.each(['text', 'json', 'github', 'sarif', 'markdown'])(
    'never prints an identity number, as %s',
    (format) => {
      const number = '30108299920'
      const folder = world({ [need]: `# Ring meg, ${number}\n${needText}` })
      const { code, out, err } = mobilitet(folder, ['check', '--format', format, ...today])
      expect(code).toBe(2)
      expect(out).toContain('personal-data/identity-number')
      expect(out + err).not.toContain(number)
    },
  )

  it('a link out of the repository is not followed', () => {
    const folder = world()
    symlinkSync('/etc/hostname', join(folder, 'agencies/kld/needs/lenke.yaml'))
    symlinkSync('/etc', join(folder, 'decisions'))
    const { diagnostics } = JSON.parse(mobilitet(folder, ['check', '--format', 'json', ...today]).out)
    expect(diagnostics.map(({ code, file }: { code: string; file: string }) => [code, file])).toEqual([
      ['file/link', 'agencies/kld/needs/lenke.yaml'],
      ['file/link', 'decisions'],
    ])
  })
})

describe('small programmes work', () => {
  const only = (...paths: readonly string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'mobilitet-'))
    for (const path of paths) {
      mkdirSync(join(folder, path, '..'), { recursive: true })
      writeFileSync(join(folder, path), readFileSync(join(root, 'tests/rules/_world', path)))
    }
    return folder
  }
  const settings = ['programme/programme.yaml', 'programme/competences.yaml', 'programme/policy.yaml']

  it('an empty folder is told what is missing', () => {
    const folder = only()
    const { code, out } = mobilitet(folder, ['check', ...today])
    expect(code).toBe(2)
    expect(out).toContain('programme/programme.yaml')
    rmSync(folder, { recursive: true })
  })

  it.each([
    ['a single agency', [...settings, 'agencies/dfo/agency.yaml']],
    ['no agreements', [...settings, 'agencies/dfo/agency.yaml', 'agencies/kld/agency.yaml', need]],
  ])('%s', (_name, paths) => {
    const folder = only(...paths)
    for (const command of ['check', 'match', 'render', 'start']) {
      expect(mobilitet(folder, [command, ...today])).toMatchObject({ code: 0 })
    }
    expect(existsSync(join(folder, 'out/index.html'))).toBe(true)
    rmSync(folder, { recursive: true })
  })
})

describe('check --base judges the change, not the past', () => {
  it('what the base has already is not held against a change', () => {
    const folder = world({ [need]: wrong })
    commit(folder)
    change(folder, {
      'agencies/dfo/offers/klimadata.yaml': readFileSync(
        join(folder, 'agencies/dfo/offers/klimadata.yaml'),
        'utf8',
      ).replace('minWeeks: 4', 'minWeeks: 5'),
    })
    expect(mobilitet(folder, ['check', '--base', 'HEAD', ...today]).code).toBe(0)
    expect(mobilitet(folder, ['check', ...today]).code).toBe(2)
  })

  it('a moved line does not make an old finding new', () => {
    const folder = world({ [need]: wrong })
    commit(folder)
    change(folder, { [need]: `# En merknad øverst\n${wrong}` })
    expect(mobilitet(folder, ['check', '--base', 'HEAD', ...today]).code).toBe(0)
  })

  it('what breaks elsewhere is told: a registration an agreement rests on is deleted', () => {
    const folder = world()
    commit(folder)
    change(folder, { [need]: undefined })
    const { code, out } = mobilitet(folder, ['check', '--base', 'HEAD', '--format', 'json', ...today])
    const codes = JSON.parse(out).diagnostics.map((d: { code: string }) => d.code)
    expect(codes).toContain('change/deleted')
    expect(codes).toContain('references/unknown-registration')
    expect(code).toBe(2)
  })

  it('an uncommitted new file counts', () => {
    const folder = world()
    commit(folder)
    change(folder, {
      'agencies/kld/needs/nytt.yaml': wrong.replace('title: Klimaregnskap', 'title: Noe annet'),
    })
    expect(mobilitet(folder, ['check', '--base', 'HEAD', ...today]).out).toContain(
      'agencies/kld/needs/nytt.yaml',
    )
  })

  it('a standard text that is in use and taken away is a finding, not a fault', () => {
    const folder = world()
    commit(folder)
    change(folder, { 'templates/cooperation-agreement/1/nb.md.hbs': undefined })
    const { code, out } = mobilitet(folder, ['check', '--base', 'HEAD', ...today])
    expect(code).toBe(2)
    expect(out).toContain('references/unknown-template')
  })

  it('works in a folder inside a larger repository', () => {
    const folder = world()
    const outer = mkdtempSync(join(tmpdir(), 'mobilitet-'))
    execFileSync('cp', ['-r', folder, join(outer, 'program')])
    commit(outer)
    change(join(outer, 'program'), { [need]: wrong })
    const { code, out } = mobilitet(outer, ['check', '--root', 'program', '--base', 'HEAD', ...today])
    expect(out).toContain(`${need}:3`)
    expect(code).toBe(2)
    rmSync(outer, { recursive: true })
  })

  it('the same findings as a full check gives, whatever is changed', () => {
    const folder = world()
    commit(folder)
    const agency = readFileSync(join(folder, 'agencies/dfo/agency.yaml'), 'utf8')
    const changes: readonly Record<string, string | undefined>[] = [
      { [need]: wrong },
      { [need]: undefined },
      { 'agencies/dfo/agency.yaml': agency.replace('986252932', '972417882') },
      { 'agencies/dfo/agency.yaml': undefined },
      {
        'programme/competences.yaml': readFileSync(
          join(folder, 'programme/competences.yaml'),
          'utf8',
        ).replace('id: klimaregnskap', 'id: klimaregning'),
      },
    ]
    for (const step of changes) {
      change(folder, step)
      const scoped = JSON.parse(
        mobilitet(folder, ['check', '--base', 'HEAD', '--format', 'json', ...today]).out,
      ).diagnostics
      const full = JSON.parse(mobilitet(folder, ['check', '--format', 'json', ...today]).out).diagnostics
      const state = (d: { code: string }) => !d.code.startsWith('change/')
      expect(scoped.filter(state)).toEqual(full)
      git(folder, 'checkout', '--quiet', '.')
    }
  })
})

describe('the memory of earlier runs', () => {
  it('lies in .git, gives the same answer, and may be damaged or deleted', () => {
    const folder = world({ [need]: wrong })
    commit(folder)
    const words = ['check', '--format', 'json', ...today]
    const cold = mobilitet(folder, [...words, '--no-cache'])
    expect(existsSync(join(folder, '.git/mobilitet'))).toBe(false)
    expect(mobilitet(folder, words)).toEqual(cold)
    expect(mobilitet(folder, words)).toEqual(cold)
    for (const file of readdirSync(join(folder, '.git/mobilitet')))
      writeFileSync(join(folder, '.git/mobilitet', file), '{"digest"')
    expect(mobilitet(folder, words)).toEqual(cold)
    expect(git(folder, 'status', '--porcelain')).toBe('')
  })

  it('notices an edit', () => {
    const folder = world()
    commit(folder)
    expect(mobilitet(folder, ['check', ...today]).code).toBe(0)
    change(folder, { [need]: wrong })
    expect(mobilitet(folder, ['check', ...today]).code).toBe(2)
  })

  it('is not made outside a repository', () => {
    const folder = world()
    mobilitet(folder, ['check', ...today])
    expect(readdirSync(folder).sort()).toEqual(['agencies', 'agreements', 'programme', 'templates'])
  })
})
