/** `site` as the office runs it: from a programme to a folder, and what is said when that cannot be done. */
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Context, type ExitCode, Usage } from '../../src/commands/context.ts'
import { run, type SiteOptions } from '../../src/commands/site.ts'
import { voiceOf } from '../../src/commands/voices.ts'
import { change, cleanUp, commit, world } from '../tool.ts'
import { layers, root } from '../worlds.ts'

const speaker = voiceOf('nb')
const places: string[] = []

afterAll(() => {
  cleanUp()
  for (const place of places) rmSync(place, { recursive: true, force: true })
})

function freshFolder(): string {
  const place = mkdtempSync(join(tmpdir(), 'mobilitet-site-'))
  places.push(place)
  return place
}

type Told = { readonly code: ExitCode; readonly out: string; readonly err: string }

async function siteFor(
  programme: string,
  options: Partial<SiteOptions> & { readonly out: string },
): Promise<Told> {
  let [out, err] = ['', '']
  const context: Context = {
    root: programme,
    today: '2026-11-22',
    language: 'nb',
    speaker,
    colour: false,
    interactive: false,
    print: (text) => {
      out += text
    },
    remark: (text) => {
      err += text
    },
    github: { api: 'https://api.github.com', fetch: noNetwork, pace: { write: 0, retry: 0 } },
  }
  const code = await run(context, { format: 'text', ...options })
  return { code, out, err }
}

const noNetwork: typeof fetch = async () => {
  throw new Error('the site asks nobody')
}

/** The sentence of what is wrong usage; the command line adds where help is to be found. */
async function refusal(programme: string, options: Partial<SiteOptions> & { readonly out: string }) {
  try {
    await siteFor(programme, options)
  } catch (error) {
    if (error instanceof Usage) return speaker.cli(error.key, error.args)
    throw error
  }
  return 'made'
}

function digestsIn(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((name) => name.isFile())
  const paths = names.map(({ parentPath, name }) => join(parentPath, name)).sort()
  return new Map(
    paths.map((path) => [
      path.slice(folder.length + 1),
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]),
  )
}

function pagesIn(folder: string): readonly string[] {
  return [...digestsIn(folder).keys()].filter((path) => path.endsWith('index.html'))
}

const read = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8')
const original = (path: string) => readFileSync(join(root, 'tests/rules/_world', path), 'utf8')

const settings = 'programme/programme.yaml'
const need = 'agencies/kld/needs/klimaregnskap.yaml'
const needPage = 'katalog/kld/klimaregnskap/index.html'
const reasons = { nb: 'Vi rydder i forslagene.', nn: 'Vi ryddar i framlegga.', en: 'We are tidying up.' }
const paused = `${original(settings)}pause: ${JSON.stringify({ from: '2026-11-01', to: '2027-01-31', reason: reasons })}\n`
const banner = '<div class="pause">'

/** A page of the site has the menu of the site; documents of agreements are pages for themselves. */
const isOurs = (text: string) => text.includes('<nav')

/** A programme under Git, as the office's own is. */
function saved(files: Parameters<typeof world>[0] = {}): string {
  const programme = world(files)
  savedOn('2026-11-01', programme)
  return programme
}

/** As if it had been saved that day. */
function savedOn(day: string, programme: string): void {
  process.env['GIT_COMMITTER_DATE'] = `${day}T12:00:00+01:00`
  try {
    commit(programme)
  } finally {
    delete process.env['GIT_COMMITTER_DATE']
  }
}

describe('into an empty folder', () => {
  let folder: string
  let told: Told
  let first: ReadonlyMap<string, string>

  beforeAll(async () => {
    folder = freshFolder()
    told = await siteFor(saved(), { out: folder })
    first = digestsIn(folder)
  }, 120_000)

  it('the whole site is laid, and how many pages it has is told', () => {
    const pages = [...first.keys()].filter((path) => path.endsWith('index.html')).length
    expect(told).toEqual({ code: 0, out: `${pages} sider er lagt i ${folder}.\n`, err: '' })
    for (const path of ['index.html', 'nn/index.html', 'en/index.html', needPage, 'registrer/index.html'])
      expect([...first.keys()]).toContain(path)
  })

  it('every file is named in the manifest with its digest, and no other', () => {
    const { files } = JSON.parse(read(folder, 'site-manifest.json'))
    const laid = [...first].filter(([path]) => path !== 'site-manifest.json')
    expect(new Map(Object.entries(files))).toEqual(
      new Map(laid.map(([path, digest]) => [path, `sha256:${digest}`])),
    )
  })

  it('a second run gives the same bytes', async () => {
    await siteFor(saved(), { out: folder })
    expect(digestsIn(folder)).toEqual(first)
  })

  it('what is no longer made goes, and what somebody else has put there stays', async () => {
    writeFileSync(join(folder, 'CNAME'), 'mobilitet.example.no\n')
    await siteFor(world({ [need]: undefined, 'agreements/kld-dfo/agreement.yaml': undefined }), {
      out: folder,
    })
    expect(existsSync(join(folder, needPage))).toBe(false)
    expect(read(folder, 'CNAME')).toBe('mobilitet.example.no\n')
  })
})

describe('the feed of what is new', () => {
  it('has the day each came, by Git: confirmed again is not new again, and what is not saved yet came today', async () => {
    const [programme, out] = [world(), freshFolder()]
    const written = (title: string, confirmed = '2026-02-20') =>
      original(need)
        .replace(/^title: .*$/m, `title: ${title}`)
        .replace(/^confirmed: .*$/m, `confirmed: ${confirmed}`)
    change(programme, { 'agencies/kld/needs/arkiv.yaml': written('Arkiv') })
    savedOn('2026-03-01', programme)
    change(programme, { 'agencies/kld/needs/arkiv.yaml': written('Arkiv', '2026-11-20') })
    savedOn('2026-11-20', programme)
    change(programme, { 'agencies/kld/needs/anskaffelser.yaml': written('Anskaffelser') })
    await siteFor(programme, { out })
    const days = Array.from(
      read(out, 'data/nytt.xml').matchAll(/<id>[^<]*katalog\/([^<]*)\/<\/id>.*?<published>(.{10})/g),
      ([, name, day]) => [name, day],
    )
    expect(days).toContainEqual(['kld/arkiv', '2026-03-01'])
    expect(days[0]).toEqual(['kld/anskaffelser', '2026-11-22'])
  }, 60_000)
})

describe('is refused with one sentence, and nothing is written', () => {
  it('a folder that holds something else', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'referat.txt'), 'Fra møtet')
    const said = await refusal(world(), { out: folder })
    expect(said).toBe(
      `Mappen «${folder}» har noe annet i seg enn et nettsted. Velg en tom mappe med --out, så ingenting går tapt.`,
    )
    expect(readdirSync(folder)).toEqual(['referat.txt'])
  })

  it('a file in place of the folder', async () => {
    const file = join(freshFolder(), 'site')
    writeFileSync(file, 'Fra møtet')
    expect(await refusal(world(), { out: file })).toContain('har noe annet i seg enn et nettsted')
    expect(readFileSync(file, 'utf8')).toBe('Fra møtet')
  })

  it('a folder among the programme’s own files', async () => {
    const programme = world()
    const before = digestsIn(programme)
    expect(await refusal(programme, { out: join(programme, 'agencies') })).toContain(
      'der ligger programmets egne filer',
    )
    expect(digestsIn(programme)).toEqual(before)
  })

  it.each(['mobilitet', 'example.no', 'ftp://example.no/', 'javascript:alert(1)', 'file:///srv/www'])(
    'an address that is none: %s',
    async (address) => {
      const folder = freshFolder()
      expect(await refusal(world(), { out: folder, address })).toBe(
        `«${address}» er ikke adressen til et nettsted. Skriv den slik: --address https://example.no/mobilitet/`,
      )
      expect(readdirSync(folder)).toEqual([])
    },
  )

  it.each(['mobilitet', 'a/b/c', 'https://github.com/a/b', 'a/..', 'a/b"><script>'])(
    'a repository that is none: %s',
    async (repo) => {
      const folder = freshFolder()
      expect(await refusal(world(), { out: folder, repo })).toContain('--repo direktoratet/mobilitet')
      expect(readdirSync(folder)).toEqual([])
    },
  )

  it.each([
    ['are missing', undefined],
    ['cannot be read', 'name: [\n'],
  ])('a programme whose settings %s', async (_how, text) => {
    const folder = freshFolder()
    expect(await siteFor(world({ [settings]: text }), { out: folder })).toEqual({
      code: 2,
      out: '',
      err: 'Filen programme/programme.yaml mangler eller har feil, så det er ikke laget noe nettsted. Kjør «mobilitet check» for å se hva som er galt.\n',
    })
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('a programme that is paused', () => {
  it('says so, with the reason and the day, on every page in the page’s language', async () => {
    const folder = freshFolder()
    expect(await siteFor(saved({ [settings]: paused }), { out: folder })).toMatchObject({ code: 0, err: '' })
    const title = { nb: 'Programmet har pause.', nn: 'Programmet har pause.', en: 'The programme is paused.' }
    const pages = pagesIn(folder).map((path) => [path, read(folder, path)] as const)
    const ours = pages.filter(([, text]) => isOurs(text))
    const silent = ours.filter(([path, text]) => {
      const language = path.startsWith('nn/') ? 'nn' : path.startsWith('en/') ? 'en' : 'nb'
      return ![banner, title[language], reasons[language]].every((part) => text.includes(part))
    })
    expect(silent.map(([path]) => path)).toEqual([])
    expect(ours.length).toBeGreaterThan(20)
    expect(read(folder, 'index.html')).toContain('31. januar 2027')
  })

  it('and one that is not, says nothing of it', async () => {
    const folder = freshFolder()
    await siteFor(world(), { out: folder })
    expect(pagesIn(folder).filter((path) => read(folder, path).includes(banner))).toEqual([])
  })
})

it('a programme without agencies has a site with an empty catalogue and a way in', async () => {
  const programme = world()
  const paths = [...layers(programme).keys()].filter((path) => /^(?:agencies|agreements)\//.test(path))
  change(programme, Object.fromEntries(paths.map((path) => [path, undefined])))
  change(programme, { [settings]: original(settings).replace(/^ {2}agency: dfo\n/m, '') })
  const folder = freshFolder()
  const { code } = await siteFor(programme, { out: folder })
  expect(code).toBe(0)
  expect(pagesIn(folder).some((path) => /^katalog\/[^/]+\//.test(path))).toBe(false)
  expect(read(folder, 'katalog/index.html')).toContain('registrer/')
  expect(read(folder, 'data/index.html')).toContain('<h1')
})

describe('a file with errors', () => {
  const wrong = original(need).replace(/^title: .*$/m, 'title: x')
  let folder: string
  let told: Told

  beforeAll(async () => {
    folder = freshFolder()
    told = await siteFor(world({ [need]: wrong }), { out: folder, format: 'json' })
  }, 120_000)

  it('ends with 2 and tells how many, and where to look', () => {
    expect(told.code).toBe(2)
    expect(told.err).toContain('Kjør «mobilitet check»')
  })

  it('is not shown, and all the others are', () => {
    expect(existsSync(join(folder, needPage))).toBe(false)
    expect(existsSync(join(folder, 'katalog/dfo/klimadata/index.html'))).toBe(true)
  })

  it('is counted in the report for programs, which has the four fields and no more', () => {
    const report = JSON.parse(told.out)
    const { files } = JSON.parse(read(folder, 'site-manifest.json'))
    expect(Object.keys(report)).toEqual(['folder', 'pages', 'files', 'errors'])
    expect(report).toEqual({
      folder,
      pages: pagesIn(folder).length,
      files: Object.keys(files).length,
      errors: 1,
    })
  })
})
