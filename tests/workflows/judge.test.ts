/** Every PDF is judged before it is released, by one who has just found out a broken file. Here veraPDF is played. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { full, programmeWith, realTemplates } from '../core/render/sample.ts'
import { sample } from '../pdf-samples.ts'
import { root } from '../worlds.ts'

let place: string
let pdf: Uint8Array

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'mobilitet-judge-'))
  pdf = (await sample(full, programmeWith(realTemplates()), 'nb', 'kld-kartverket')).pdf
})

beforeEach(() => {
  rmSync(place, { recursive: true, force: true })
  for (const folder of ['bin', 'rendered']) mkdirSync(join(place, folder), { recursive: true })
  put('a-b/a-b.v1.nb.pdf', pdf)
  put('a-b/a-b.v1.nb.html', 'Noe')
  put('c-d/c-d.v1.nb.pdf', pdf)
})

afterAll(() => rmSync(place, { recursive: true, force: true }))

function put(path: string, content: string | Uint8Array): void {
  const file = join(place, 'rendered', path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

/** As veraPDF answers: a line for each file with the verdict, 1 when one has failed. It looks for the two claims only. */
const honest = `
for word in "$@"; do case "$word" in
  2a) claim='<pdfaid:part>2<' ;; ua1) claim='<pdfuaid:part>1<' ;;
esac; done
code=0
for word in "$@"; do case "$word" in *.pdf)
  if grep -aq "$claim" "$word"; then echo "PASS $word$suffix"; else echo "FAIL $word$suffix"; echo '  FAIL 6.6.4-1'; code=1; fi
esac; done
exit $code`

function played(script: string, program = 'verapdf'): void {
  const file = join(place, 'bin', program)
  writeFileSync(file, `#!/bin/sh\nprintf '%s\\n' "$*" >> '${place}/asked'\n${script}\n`)
  chmodSync(file, 0o755)
}

function judge(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(root, 'scripts/judge-pdfs.ts'), join(place, 'rendered'), ...words],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${join(place, 'bin')}${delimiter}${process.env['PATH']}` },
    },
  )
  return { code: status, out: stdout, err: stderr }
}

const asked = () => readFileSync(join(place, 'asked'), 'utf8').trim().split('\n')

describe('an honest judge', () => {
  it.each([
    ['as it spoke before', ''],
    ['as it speaks now, with the standard behind', ' $4'],
  ])('lets good files through, after it has found out a broken one of each standard, %s', (_how, suffix) => {
    played(honest.replaceAll('$suffix', suffix === '' ? '' : ' $2'))
    expect(judge('--with', 'verapdf')).toMatchObject({ code: 0, err: '' })
    expect(
      asked().map((line) => `${line.split(' ')[1]} ${line.match(/[a-z0-9.-]+\.pdf/g)?.join(' ')}`),
    ).toEqual([
      '2a broken.pdf',
      'ua1 broken.pdf',
      '2a a-b.v1.nb.pdf c-d.v1.nb.pdf',
      'ua1 a-b.v1.nb.pdf c-d.v1.nb.pdf',
    ])
  })

  it.each([
    ['PDF/A-2a', '<pdfaid:part>2<', '<pdfaid:part>3<'],
    ['PDF/UA-1', '<pdfuaid:part>1<', '<pdfuaid:part>9<'],
  ])('stops a file that is not %s', (standard, claim, other) => {
    played(honest.replaceAll('$suffix', ''))
    put('c-d/c-d.v1.nb.pdf', Buffer.from(Buffer.from(pdf).toString('latin1').replace(claim, other), 'latin1'))
    const { code, err } = judge('--with', 'verapdf')
    expect(code).toBe(2)
    expect(err).toContain(`${standard}: c-d/c-d.v1.nb.pdf is not what it claims to be.`)
    expect(err).toContain('6.6.4-1')
  })
})

describe('a judge that cannot be trusted stops everything:', () => {
  it.each([
    [
      'one to whom everything is good',
      'for word in "$@"; do case "$word" in *.pdf) echo "PASS $word" ;; esac; done',
      'passes',
    ],
    [
      'one to whom everything is bad',
      'for word in "$@"; do case "$word" in *.pdf) echo "FAIL $word" ;; esac; done; exit 1',
      'is not what it claims',
    ],
    ['one that says nothing', 'exit 0', 'did not judge'],
    ['one that breaks down', 'echo "java.lang.OutOfMemoryError" >&2; exit 3', 'did not judge'],
    [
      'one that cannot read the file',
      'echo "$6 does not appear to be a valid PDF file"; exit 7',
      'did not judge',
    ],
    [
      'one that breaks down after its verdict',
      'for word in "$@"; do case "$word" in *.pdf) echo "FAIL $word" ;; esac; done; exit 9',
      'did not judge',
    ],
    ['one that is killed', 'kill -9 $$', 'did not judge'],
  ])('%s', (_who, script, said) => {
    played(script)
    const { code, err } = judge('--with', 'verapdf')
    expect(code).toBeGreaterThan(0)
    expect(err).toContain(said)
  })

  it('one that is not there', () => {
    const { code, err } = judge('--with', 'verapdf')
    expect(code).toBe(1)
    expect(err).toContain('did not judge')
  })

  it('one that finds out the broken file, and then leaves one of the others out', () => {
    played(
      `case "$*" in *c-d*) set -- "$1" "$2" "$3" "$4" "$5" "$6" ;; esac\n${honest.replaceAll('$suffix', '')}`,
    )
    const { code, err } = judge('--with', 'verapdf')
    expect(code).toBe(1)
    expect(err).toContain('c-d/c-d.v1.nb.pdf was not judged.')
  })

  it('one that says two things of one file', () => {
    played(
      `${honest.replaceAll('$suffix', '').replace('exit $code', '')}\ncase "$*" in *c-d*) echo "FAIL $6" ;; esac\nexit $code`,
    )
    expect(judge('--with', 'verapdf').code).toBe(2)
  })
})

describe('what there is to judge', () => {
  it('is nothing where nothing was rendered, and then nobody is asked', () => {
    rmSync(join(place, 'rendered'), { recursive: true })
    expect(judge('--with', 'verapdf')).toEqual({ code: 0, out: 'There is nothing to judge.\n', err: '' })
  })

  it('is missed where there are documents and no PDF', () => {
    played(honest)
    for (const file of ['a-b/a-b', 'c-d/c-d']) rmSync(join(place, 'rendered', `${file}.v1.nb.pdf`))
    expect(judge('--with', 'verapdf').code).toBe(1)
  })

  it('must claim something: one without a claim cannot be broken', () => {
    played(honest)
    put('a-b/a-b.v1.nb.pdf', 'Ingen PDF')
    expect(judge('--with', 'verapdf')).toMatchObject({ code: 1, err: expect.stringContaining('no claim') })
  })

  it('is said by a folder, and by nothing else', () => {
    expect(judge('--with', 'noe annet').code).toBe(64)
  })
})

describe('in a container, as in release.yml,', () => {
  /** Lays the words out, and looks at the files where they really lie. */
  const container = `
for word in "$@"; do case "$word" in *:/data:ro) here=\${word%:/data:ro} ;; esac; done
for word in "$@"; do shift; set -- "$@" "$(printf '%s' "$word" | sed "s#^/data/#$here/#")"; done
${honest.replaceAll('$suffix', '').replace('echo "PASS $word"', 'echo "PASS /data/${word#$here/}"').replace('echo "FAIL $word"', 'echo "FAIL /data/${word#$here/}"')}`

  it('it is one edition by its digest, which reaches no network and can change nothing', () => {
    played(container, 'docker')
    expect(judge()).toMatchObject({ code: 0, err: '' })
    for (const line of asked()) {
      expect(line).toMatch(/^run --rm --network none --user \d+:\d+ --volume \S+:\/data:ro /)
      expect(line).toMatch(
        / docker\.io\/verapdf\/cli:v\d+\.\d+\.\d+@sha256:[0-9a-f]{64} --flavour (?:2a|ua1) /,
      )
      expect(line).toMatch(/(?: \/data\/[a-z0-9./-]+\.pdf)+$/)
    }
    expect(asked()).toHaveLength(4)
  })
})
