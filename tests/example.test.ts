/** The repository's own programme: honest about being an illustration, and rich enough to show what the tool is for. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { phaseOf, phases } from '../src/core/agreement/phase.ts'
import { fingerprint } from '../src/core/match/fit/fingerprint.ts'
import { match } from '../src/core/match/match.ts'
import type { Registration } from '../src/core/model.ts'
import { digestIn } from '../src/core/rules/terms.ts'
import { checkTree, layers, line, loadTree, root } from './worlds.ts'

const today = '2026-11-22'
const tree = new Map(
  ['agencies', 'agreements', 'decisions', 'programme', 'templates'].flatMap((folder) =>
    [...layers(join(root, folder))].map(([path, bytes]) => [`${folder}/${path}`, bytes] as const),
  ),
)
const { programme } = loadTree(tree)
const registrations = [...programme.registrations.values()]

test('has no errors and no warnings', () => {
  const serious = checkTree(tree, today).filter(({ severity }) => severity !== 'notice')
  expect(serious.map(line)).toEqual([])
})

test('every file says in its first line that it is an illustration', () => {
  const files = [...tree.keys()].filter((path) => /^(?:agencies|agreements|decisions)\/.*\.yaml$/.test(path))
  expect(files.length).toBeGreaterThan(100)
  expect(
    files.filter(
      (path) =>
        !Buffer.from(tree.get(path) ?? [])
          .toString('utf8')
          .startsWith('# Illustrasjon: '),
    ),
  ).toEqual([])
})

test('every file tells an editor where its schema is', () => {
  for (const [path, bytes] of tree) {
    if (!path.endsWith('.yaml') || path.startsWith('templates/')) continue
    const schema = /\$schema=(\S+)/.exec(Buffer.from(bytes).toString('utf8'))?.[1]
    expect(existsSync(join(root, path, '..', schema ?? 'missing')), `${path}: ${schema}`).toBe(true)
  }
})

test('mailboxes lead nowhere', () => {
  const mailboxes = [...tree.values()].flatMap(
    (bytes) =>
      Buffer.from(bytes)
        .toString('utf8')
        .match(/[\w.-]+@[\w.-]+\.\w+/g) ?? [],
  )
  expect(mailboxes.length).toBeGreaterThan(20)
  expect(mailboxes.filter((mailbox) => !mailbox.endsWith('example.no'))).toEqual([])
})

test('has the agencies, needs and offers that show what a programme is', () => {
  expect(programme.agencies.size).toBeGreaterThanOrEqual(24)
  for (const slug of ['kld', 'miljodirektoratet', 'kd', 'hk-dir', 'dfo', 'dss', 'digdir', 'dfd'])
    expect(programme.agencies.has(slug)).toBe(true)
  expect(registrations.length).toBeGreaterThanOrEqual(60)
  expect(registrations.filter(({ language }) => language === 'nn').length).toBeGreaterThanOrEqual(10)
  expect(registrations.filter(({ unit }) => unit !== undefined).length).toBeGreaterThanOrEqual(10)
  const byAgency = [...programme.agencies.keys()].map(
    (slug) => registrations.filter(({ agency }) => agency === slug).length,
  )
  expect(byAgency.filter((count) => count > 1).length).toBeGreaterThanOrEqual(15)
})

test('covers every area agencies asked for in 2020', () => {
  const asked =
    'virksomhetsstyring anskaffelser kompetansearbeid arkiv digitalisering omstilling tilsyn lovarbeid prosjekt klima ki risikostyring automatisering'
  const ancestors = (id: string): readonly string[] => {
    const broader = programme.competences.get(id)?.broader
    return [id, ...(broader ? ancestors(broader) : [])]
  }
  const covered = new Set(registrations.flatMap(({ competences }) => competences.flatMap(ancestors)))
  expect(asked.split(' ').filter((area) => !covered.has(area))).toEqual([])
  expect(registrations.some(({ targetGroups }) => targetGroups.length > 0)).toBe(true)
})

test('has agreements in many phases, one of them a rotation', () => {
  const reached = new Set(
    [...programme.agreements.values()].map((agreement) =>
      phaseOf({
        agreement,
        evaluations: programme.evaluations,
        settings: programme.settings,
        digest: digestIn(programme, agreement) ?? '',
        today,
      }),
    ),
  )
  expect(phases.filter((phase) => !reached.has(phase))).toEqual(['terminated'])
  expect(
    [...programme.agreements.values()].some(({ exchanges }) =>
      exchanges.some(({ form }) => form === 'rotation'),
    ),
  ).toBe(true)
})

test('a declined proposal carries the fingerprint of what was declined, and stays declined', async () => {
  expect(programme.decisions.size).toBeGreaterThan(0)
  const proposed = new Set((await match(programme, today)).proposals.map(({ id }) => id))
  for (const decision of programme.decisions.values()) {
    const about = decision.match.split('--').map((id) => programme.registrations.get(id) as Registration)
    expect(decision.fingerprint).toBe(fingerprint(about))
    expect(proposed.has(decision.match)).toBe(false)
  }
})

test('finds matches, rotations, near misses and agencies worth inviting', async () => {
  const { proposals, unmatched, wanted } = await match(programme, today)
  expect(proposals.filter(({ kind }) => kind === 'pair').length).toBeGreaterThan(10)
  expect(proposals.filter(({ kind }) => kind === 'rotation').length).toBeGreaterThan(0)
  expect(unmatched.filter(({ nearMisses }) => nearMisses.length > 0).length).toBeGreaterThan(0)
  expect(wanted.length).toBeGreaterThan(3)
})

test('the standard text says of itself that no lawyer has checked it', () => {
  for (const document of ['cooperation-agreement', 'exchange-agreement']) {
    for (const [language, sentence] of [
      ['nb', 'jurist'],
      ['nn', 'jurist'],
      ['en', 'lawyer'],
    ]) {
      expect(
        readFileSync(join(root, `templates/${document}/1/${language}.md.hbs`), 'utf8').slice(0, 600),
      ).toContain(sentence)
    }
  }
})
