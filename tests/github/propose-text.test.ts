/** What is said about proposals, in every language, also when the files hold what nobody should write. Read the golden files. */
import { describe, expect, it } from 'vitest'
import type { Language, Programme, Registration } from '../../src/core/model.ts'
import type { Action } from '../../src/core/plan/action.ts'
import { markerIn } from '../../src/core/plan/marker.ts'
import { approvedBy, carriedOut, closedBy, empty, type Hub, pushedBy } from './propose-hub.ts'
import {
  agencyFile,
  dfo,
  edited,
  kld,
  need,
  offer,
  pair,
  propose,
  type Scene,
  type State,
  settings,
  settledHub,
  state,
  textOf,
} from './propose-world.ts'

const languages: readonly Language[] = ['nb', 'nn', 'en']

const notice =
  '{ nb: "Illustrasjon: Alt er oppdiktet.", nn: "Illustrasjon: Alt er oppdikta.", en: "Illustration: All of it is made up." }'
const noticed = edited(settings, ['office:', `notice: ${notice}\noffice:`])

const onSite = ['presence: hybrid', 'presence: on-site'] as const
const inBergen = ['Oslo, presence: hybrid', 'Bergen, presence: on-site'] as const

/** KLD could also have learnt from Nav, were it not for the dates and the level. */
const near = {
  ...noticed,
  ...edited(need, onSite),
  ...edited(offer, inBergen),
  ...agencyFile('nav', 'Nav', '889640782'),
  'agencies/nav/offers/klimadata.yaml': textOf(offer)
    .replace('title: Klimaregnskap med data fra økonomisystemet', 'title: Klimaregnskap for store bygg')
    .replace('period: { from: 2027-02-01', 'period: { from: 2027-11-01')
    .replace('level: specialist', 'level: senior-manager'),
}

/** Three that give each other what the next one wants. */
const ring = {
  ...edited(settings, ['office:', `notice: ${notice}\noffice:`], ['rotationLength: 2', 'rotationLength: 3']),
  ...agencyFile('nav', 'Nav', '889640782'),
  [need]: swap(textOf(need), 'klimaregnskap', 'anskaffelser'),
  [offer]: undefined,
  'agencies/dfo/needs/innkjop.yaml': swap(textOf(need), 'anskaffelser', 'klima').replace(
    /title: .*/,
    'title: Grønne innkjøp',
  ),
  'agencies/nav/needs/arkiv.yaml': swap(textOf(need), 'klima', 'klimaregnskap').replace(
    /title: .*/,
    'title: Klima i styringen',
  ),
}

function swap(text: string, wants: string, gives: string): string {
  return text
    .replace('competences: [klimaregnskap]', `competences: [${wants}]\ninReturn: [${gives}]`)
    .replace('forms: [secondment]', 'forms: [rotation]')
}

/** Everybody, the office included, reads this language. */
function speaking(language: Language, now: State): State {
  const agencies = [...now.programme.agencies].map(([slug, one]) => [slug, { ...one, language }] as const)
  return { ...now, programme: { ...now.programme, agencies: new Map(agencies) } as Programme }
}

/** Calls upon people, formats, hides, ends tables and quotes, and turns the direction of what follows. */
const hostile =
  '@alle #1 &#64;x | <!-- mobilitet:proposal e30 --> ``` [hit](https://ond.example) ![x](y) \u202E**nei** </details> https://ond.example GH-2 fixes #3 {{what}}'

/** As if the files had been let in. */
function poisoned(now: State): State {
  const { programme } = now
  const agencies = [...programme.agencies].map(([slug, one]) => {
    const approvers = one.approvers.map(({ id }) => ({ id, login: `${slug} ${hostile}` }))
    return [slug, { ...one, shortName: `${slug} ${hostile}`, approvers }] as const
  })
  const registrations = [...programme.registrations].map(([id, one]) => {
    const place = { ...one.place, municipality: hostile }
    return [id, { ...one, title: `${one.slug} ${hostile}`, place } as Registration] as const
  })
  return {
    ...now,
    programme: { ...programme, agencies: new Map(agencies), registrations: new Map(registrations) },
  }
}

/** Everything a plan says to people, with its titles. The marker says that it is ours. */
function said(actions: readonly Action[]): string {
  const texts = actions.flatMap((action) => {
    const title = 'title' in action ? [`# ${action.title}`] : []
    return 'body' in action ? [[...title, unmarked(String(action.body))].join('\n\n')] : []
  })
  return `${texts.join('\n\n---\n\n')}\n`
}

function unmarked(body: string): string {
  expect(markerIn(body)).toBeDefined()
  return body.slice(body.indexOf('\n') + 1)
}

type Case = (language: Language) => Promise<string>

const plan = async (now: State, scene: Scene = {}) => (await propose(now, scene)).actions

const before = (language: Language, files: Parameters<typeof state>[1] = near) =>
  speaking(language, state('c1', files))

const later = (language: Language, ...changes: readonly (readonly [string | RegExp, string])[]) =>
  speaking(language, state('c2', { ...near, ...edited(need, onSite, ...changes) }))

const withdrawal = ['confirmed:', 'withdrawn: { date: 2026-11-20, reason: Ikke tid }\nconfirmed:'] as const

const shorter = (language: Language) =>
  later(
    language,
    ['max: 100', 'max: 60'],
    [/title: .*/, 'title: Klimaregnskap i styringen'],
    ['to: 2027-12-15', 'to: 2027-10-15'],
  )

const wishes = (language: Language) => {
  const wish = (path: string) => `${textOf(path)}partners: { wished: ["974760673"] }\n`
  const other = wish(offer).replace('competences: [klimaregnskap]', 'competences: [anskaffelser]')
  return speaking(language, state('c1', { ...noticed, [need]: wish(need), [offer]: other }))
}

const proposed = (language: Language): Promise<Hub> => settledHub(before(language))

const byHand = async (language: Language): Promise<Hub> =>
  pushedBy(await proposed(language), pair, kld, (text) => `${text}# Rettet\n`)

const cases: Readonly<Record<string, Case>> = {
  pair: async (language) => said(await plan(before(language))),
  rotation: async (language) => said(await plan(before(language, ring))),
  'changed-terms': async (language) =>
    said(await plan(shorter(language), { hub: await proposed(language), earlier: [before(language)] })),
  'changed-told': async (language) => {
    const now = speaking(
      language,
      state('c2', {
        ...near,
        ...edited(offer, inBergen, ['title: Klimaregnskap med', 'title: Klimaregnskap fra']),
      }),
    )
    return said(await plan(now, { hub: await proposed(language), earlier: [before(language)] }))
  },
  'declined-then-changed': async (language) => {
    const hub = await proposed(language)
    return said(
      await plan(shorter(language), {
        hub: closedBy(hub, pullIn(hub), kld),
        earlier: [before(language)],
      }),
    )
  },
  'no-longer-wanted': async (language) =>
    said(
      await plan(later(language, withdrawal), { hub: await proposed(language), earlier: [before(language)] }),
    ),
  'no-longer-wanted-but-approved': async (language) => {
    const open = await proposed(language)
    const hub = approvedBy(open, pullIn(open), dfo)
    return said(await plan(later(language, withdrawal), { hub, earlier: [before(language)] }))
  },
  'changed-by-hand': async (language) => said(await plan(before(language), { hub: await byHand(language) })),
  'changed-by-hand-and-behind': async (language) =>
    said(await plan(shorter(language), { hub: await byHand(language), earlier: [before(language)] })),
  'closed-without-a-reason': async (language) => {
    const hub = await proposed(language)
    return said(await plan(before(language), { hub: closedBy(hub, pullIn(hub), kld) }))
  },
  wanted: async (language) => said(await plan(wishes(language))),
  'wanted-no-longer': async (language) => {
    const hub = carriedOut(empty, await plan(wishes(language)))
    const actions = await plan(speaking(language, state('c2', noticed)), { hub })
    return said(actions.filter(({ kind }) => kind === 'update-issue'))
  },
  'hostile-pair': async (language) => said(await plan(poisoned(before(language)))),
  'hostile-change': async (language) => {
    const start = { ...poisoned(before(language)), commit: 'c2' }
    const hub = await settledHub(before(language))
    return said(await plan(start, { hub, earlier: [before(language)] }))
  },
  'hostile-wanted': async (language) => said(await plan(poisoned(wishes(language)))),
}

function pullIn(hub: Hub): number {
  return hub.pulls[0]?.pull.number ?? 0
}

describe.each(languages)('in %s', (language) => {
  it.each(Object.entries(cases))('%s', async (name, tell) => {
    await expect(await tell(language)).toMatchFileSnapshot(`golden/propose/${name}.${language}.md`)
  })
})

describe('hostile text', async () => {
  const texts = await Promise.all(
    Object.entries(cases).flatMap(([name, tell]) => (name.startsWith('hostile') ? [tell('nb')] : [])),
  )
  const lines = texts.join('\n').split('\n')
  // A title is no Markdown: nothing in it can be escaped, and only what GitHub looks for in plain text matters.
  const titles = lines.filter((line) => line.startsWith('# ')).map((line) => line.slice(2))
  const bodies = lines.filter((line) => !line.startsWith('# ')).join('\n')
  const prose = bodies.replaceAll(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, '').replaceAll(/`[^`\n]*`/g, '')

  it('forges no marker, and ends nothing that we began', () => {
    expect(prose).not.toContain('<!--')
    expect(prose.match(/<details>/g)?.length).toBe(prose.match(/<\/details>/g)?.length)
  })

  it('leads nowhere', () => {
    const ours = /\]\((?!https:\/\/(?:github\.com\/programmet\/mobilitet|virksomhet\.brreg\.no)\/)/
    expect(prose.replaceAll('\\]', '')).not.toMatch(ours)
  })

  it.each([...titles, prose])('calls upon nobody and hides nothing', (text) => {
    expect(text).not.toMatch(/@[a-z]/i)
    expect(text).not.toMatch(/(?<!&)#\d/)
    expect(text).not.toMatch(/GH-\d/)
    expect(text).not.toContain('https://ond')
    expect(text).not.toContain('\u202E')
  })
})

it('parties who write in different languages read bokmål', async () => {
  const mixed = state('c1', edited('agencies/dfo/agency.yaml', ['language: nb', 'language: nn']))
  expect(said(await plan(mixed))).toContain('Hvorfor dere passer sammen')
  const both = speaking('nn', mixed)
  expect(said(await plan(both))).toContain('Kvifor de passar saman')
})
