/**
 * Whether PDFs are what they claim to be, PDF/A-2a and PDF/UA-1, as veraPDF judges it: `tsx scripts/judge-pdfs.ts FOLDER`.
 * First it is given a file that breaks each standard in one place. One that does not find that out is believed in nothing.
 * Exit codes: 0 all are, or there is nothing to judge · 2 one is not · 1 they could not be judged. docs/github.md
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'

/** By its digest: another edition of the rules is a change that somebody makes, not one that happens. */
const image =
  'docker.io/verapdf/cli:v1.30.2@sha256:d5ee329657cf9bc4b2400392dd54c7d0a0ce9980ff6fa2da5590eebeec007cdb'

/** What veraPDF calls a standard, and how a file of ours comes to break it: another claim, of the same length. */
const standards = [
  { name: 'PDF/A-2a', flavour: '2a', claim: '<pdfaid:part>2<', broken: '<pdfaid:part>1<' },
  { name: 'PDF/UA-1', flavour: 'ua1', claim: '<pdfuaid:part>1<', broken: '<pdfuaid:part>2<' },
] as const

type Standard = (typeof standards)[number]

type Verdict = 'PASS' | 'FAIL' | undefined

/** `verdicts` by path; of a file it did not get to there is none. `whole`: it ended as it does when it has judged. */
type Judgement = {
  readonly verdicts: ReadonlyMap<string, Verdict>
  readonly whole: boolean
  readonly said: string
}

const [folder, ...rest] = process.argv.slice(2)
const contained = rest.length === 0
if (folder === undefined || (!contained && rest.join(' ') !== '--with verapdf')) {
  process.stderr.write('usage: tsx scripts/judge-pdfs.ts FOLDER [--with verapdf]\n')
  process.exit(64)
}
process.exitCode = judgeFolder(resolve(folder))

function judgeFolder(place: string): 0 | 1 | 2 {
  const files = filesIn(place)
  const pdfs = files.filter((file) => file.endsWith('.pdf'))
  if (files.length === 0) return told(0, 'There is nothing to judge.')
  const [first] = pdfs
  if (first === undefined) return told(1, `There are ${files.length} files and no PDF among them.`)
  for (const standard of standards) {
    const distrust = whyDistrusted(standard, readFileSync(join(place, first)))
    if (distrust !== undefined) return told(1, `${standard.name}: ${distrust} Nothing has been judged.`)
  }
  return standards
    .map((standard) => verdictOn(pdfs, standard, judged(place, pdfs, standard)))
    .reduce((worst, one) => (one === 1 || worst === 1 ? 1 : one === 2 ? 2 : worst), 0)
}

/** Undefined when it finds out a file that has been broken, and says so of that file and in order. */
function whyDistrusted(standard: Standard, good: Uint8Array): string | undefined {
  const text = Buffer.from(good).toString('latin1')
  if (text.split(standard.claim).length !== 2) return 'there is no claim in the file to break.'
  const place = mkdtempSync(join(tmpdir(), 'mobilitet-broken-'))
  try {
    writeFileSync(join(place, 'broken.pdf'), text.replace(standard.claim, standard.broken), 'latin1')
    const { verdicts, whole, said } = judged(place, ['broken.pdf'], standard)
    if (whole && verdicts.get('broken.pdf') === 'FAIL') {
      process.stdout.write(`${standard.name}: a broken file is found out.\n`)
      return undefined
    }
    process.stderr.write(said)
    return verdicts.get('broken.pdf') === 'PASS'
      ? 'a file that was broken on purpose passes.'
      : 'veraPDF did not judge a file that was broken on purpose.'
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

function verdictOn(
  pdfs: readonly string[],
  { name }: Standard,
  { verdicts, whole, said }: Judgement,
): 0 | 1 | 2 {
  const failed = pdfs.filter((pdf) => verdicts.get(pdf) === 'FAIL')
  const unjudged = pdfs.filter((pdf) => !verdicts.has(pdf))
  if (failed.length === 0 && unjudged.length === 0 && whole)
    return told(0, `${name}: all ${pdfs.length} files are what they claim to be.`)
  process.stderr.write(said)
  for (const pdf of failed) told(2, `${name}: ${pdf} is not what it claims to be.`)
  for (const pdf of unjudged) told(1, `${name}: ${pdf} was not judged.`)
  if (unjudged.length > 0 || !whole) return told(1, `${name}: veraPDF did not come to an end.`)
  return 2
}

/** A line for each file, `PASS path` or `FAIL path`, newer ones with the standard behind; below it the rules it breaks. */
function judged(place: string, files: readonly string[], { flavour }: Standard): Judgement {
  const inside = contained ? '/data' : place
  const asked = ['--flavour', flavour, '--format', 'text', '-v', ...files.map((file) => `${inside}/${file}`)]
  const [program, ...words] = contained ? inContainer(place, asked) : ['verapdf', ...asked]
  const { status, stdout, stderr, error } = spawnSync(program ?? '', words, {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    timeout: 10 * 60 * 1000,
  })
  const lines = (stdout ?? '').split('\n')
  const verdicts = new Map<string, Verdict>()
  for (const file of files) {
    const said = lines.filter((line) => isOf(line, `${inside}/${file}`, flavour))
    // One that is spoken of twice, once well and once badly, has not passed.
    const verdict = said.some((line) => line.startsWith('FAIL ')) ? 'FAIL' : 'PASS'
    if (said.length > 0) verdicts.set(file, verdict)
  }
  // 1 says that a file has failed; anything above, that veraPDF itself has.
  const failed = [...verdicts.values()].includes('FAIL')
  return {
    verdicts,
    whole: status === 0 || (status === 1 && failed),
    said: `${stdout ?? ''}${stderr ?? ''}${error ? `${error.message}\n` : ''}`,
  }
}

function isOf(line: string, path: string, flavour: string): boolean {
  return ['PASS', 'FAIL'].some((verdict) =>
    [`${verdict} ${path}`, `${verdict} ${path} ${flavour}`].includes(line.trimEnd()),
  )
}

/** It sees the files, and can change nothing, nor tell anybody. As ourselves, so that it may read what is ours. */
function inContainer(place: string, words: readonly string[]): readonly string[] {
  const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`
  const limits = ['--rm', '--network', 'none', '--user', user, '--volume', `${place}:/data:ro`]
  return ['docker', 'run', ...limits, image, ...words]
}

function filesIn(place: string): readonly string[] {
  mkdirSync(place, { recursive: true })
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(place, join(entry.parentPath, entry.name)))
    .sort()
}

function told<Code extends 0 | 1 | 2>(code: Code, sentence: string): Code {
  const out = code === 0 ? process.stdout : process.stderr
  out.write(`${sentence}\n`)
  return code
}
