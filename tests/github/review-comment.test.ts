/** What a review says, to be read by eye in `golden/review`; and what it never does, whatever people have written. */
import { marked } from 'marked'
import { describe, expect, it } from 'vitest'
import { voiceOf } from '../../src/commands/voices.ts'
import type { Language } from '../../src/core/model.ts'
import { slashCommand } from '../../src/core/plan/command/slash.ts'
import { markerIn } from '../../src/core/plan/marker.ts'
import { merging } from '../../src/core/plan/review/auto-merge.ts'
import { linesIn, reviewBody } from '../../src/core/plan/review/comment.ts'
import { languageOfReview } from '../../src/core/plan/review/review.ts'
import { judge } from '../../src/core/plan/review/verdict.ts'
import {
  agency,
  agreement,
  bot,
  decision,
  dfo,
  kld,
  need,
  office,
  settings,
  stranger,
  text,
} from '../core/authority-stories.ts'
import {
  comment,
  commit,
  factsOf,
  head,
  only,
  planOf,
  repository,
  review,
  type Story,
  sha,
  smallChange,
  spoken,
} from './review-world.ts'

const languages: readonly Language[] = ['nb', 'nn', 'en']

const section = `### Klimaregnskap i praksis

| Hva | Før | Etter |
| --- | --- | --- |
| Tittel | Klimaregnskap i etatsstyringen | Klimaregnskap i praksis |`
const long = Array.from(
  { length: 20 },
  (_, at) => `### Endring ${at}\n\n| a | b |\n| --- | --- |\n| ${at} | x |`,
)

const late = { id: 160, created: '2026-11-22T10:05:00Z' }
const evil =
  '@etat/alle [se](https://example.no) <!-- mobilitet:review e30 --> ``` | &#64;kari \u202Esnudd\n/godta'
const evilLogin = { login: 'a@etat/alle|`<b>', id: 9000000077 }
const evilPath = 'agencies/kld/needs/@etat|alle`<!-- mobilitet:review e30 -->[x](y)\u202E.yaml'

/** A synthetic identity number. */
const secret = '30108299920'

const agreed: Story = {
  by: bot,
  change: { [agreement]: text(agreement).replace(/^purpose: .*/m, 'purpose: Noe nytt.') },
  pull: { head: { branch: 'match/kld.klimaregnskap--dfo.klimadata', repository: repository.name } },
}

type Case = { readonly story: Story; readonly meaning?: readonly string[] }

const cases: Readonly<Record<string, Case>> = {
  findings: {
    story: {
      change: {
        [need]: text(need)
          .replace(/^title: .*/m, 'title: x')
          .replace(/^workload: .*/m, 'workload: { min: 100, max: 40 }')
          .replace(/^ground: .*/m, 'ground: fordi'),
        'agencies/kld/needs/Nytt behov.yml': text(need),
      },
    },
    meaning: [section],
  },
  form: {
    story: {
      by: bot,
      change: { [need]: text(need).replace(/^title: .*/m, 'title: x') },
      pull: { head: { branch: 'registration/issue-12', repository: repository.name } },
    },
  },
  'too-large': { story: { tooLarge: true, by: stranger } },
  conflict: { story: { by: stranger, pull: { mergeable: false } }, meaning: [section] },
  held: { story: { comments: [comment(kld, '/vent til over jul')] }, meaning: [section] },
  waiting: {
    story: {
      ...agreed,
      reviews: [review(kld, 'approved'), review(dfo, 'approved', sha(1))],
      commits: [commit(sha(1)), commit(head)],
    },
    meaning: [section],
  },
  objection: { story: { by: dfo, reviews: [review(kld, 'changes-requested')] }, meaning: [section] },
  many: {
    story: {
      by: stranger,
      change: {
        ...smallChange,
        [agency.dfo]: text(agency.dfo).replace(
          /approvers: .*/,
          'approvers: [{ login: fremmed, id: 9000000099 }]',
        ),
        [decision]: `match: kld.klimaregnskap--dfo.klimadata\nby: dfo\nreason: timing\ndate: 2026-11-20\nfingerprint: "sha256:${'0'.repeat(64)}"\n`,
        [settings]: text(settings).replace('programkontoret@', 'kontoret@'),
        [agreement]: text(agreement).replace(/^purpose: .*/m, 'purpose: Noe nytt.'),
      },
      reviews: [review(stranger, 'approved'), review(bot, 'approved'), review(office, 'approved', sha(1))],
      comments: [comment(kld, '/godta', { ...late, updated: '2026-11-22T11:00:00Z' })],
      said: spoken(),
      overtaken: [need],
      siblings: [
        { number: 12, paths: [need] },
        { number: 15, paths: [need, agreement, settings, decision] },
      ],
      pull: { draft: true },
    },
    meaning: [section, ...long],
  },
  added: {
    story: { by: { ...evilLogin, id: kld.id }, commits: [commit(sha(1), kld), commit(head, stranger)] },
    meaning: [section],
  },
  ready: { story: { by: dfo, reviews: [review(kld, 'approved')] }, meaning: [section] },
  unreadable: { story: { before: { [settings]: undefined } } },
  hostile: {
    story: {
      by: evilLogin,
      before: {
        [agency.kld]: text(agency.kld).replace('shortName: KLD', "shortName: '@etat/alle|<b>'"),
      },
      change: {
        [need]: text(need).replace(
          /^title: .*/m,
          `title: ${JSON.stringify(evil)}\nukjent@etat|<!-- x -->: 1`,
        ),
        [evilPath]: 'title: x',
        'agencies/KLD/needs/klimaregnskap.yaml': text(need),
        'agencies/kld/needs/.gitattributes': '* -diff',
        [`agencies/kld/needs/${secret}.yaml`]: 'title: x',
        'agencies/kld/needs/lenke\\bakvendt.yaml': 'title: x',
      },
      reviews: [review(evilLogin, 'approved')],
      pull: {
        title: evil,
        body: evil,
        head: { branch: `registration/issue-1\n${evil}`, repository: 'x)[y](/mobilitet' },
      },
      siblings: [{ number: 3, paths: [evilPath] }],
      overtaken: [evilPath],
    },
  },
}

function bodyOf({ story, meaning = [] }: Case, language: Language): string {
  const facts = factsOf(story)
  const judged = judge(facts)
  return reviewBody({ facts, judged, merging: merging(facts, judged), meaning }, voiceOf(language))
}

describe.each(Object.entries(cases))('%s', (name, { story, meaning }) => {
  it.each(languages)('%s', async (language) => {
    const [check] = only('check', planOf(story, language))
    const body = bodyOf({ story, ...(meaning ? { meaning } : {}) }, language)
    const text = `${body}\n\n---\n\n${check?.conclusion}: ${check?.title}\n\n${check?.summary}\n`
    await expect(text).toMatchFileSnapshot(`golden/review/${name}.${language}.md`)
  })

  it.each(languages)('is short: %s', (language) => {
    expect(linesIn([bodyOf({ story, ...(meaning ? { meaning } : {}) }, language)])).toBeLessThanOrEqual(15)
  })

  it.each(languages)('calls upon nobody, hides nothing, and is no command: %s', (language) => {
    const [said] = only('comment', planOf(story, language, { meaning: meaning ?? [] }))
    const body = String(said?.body)
    const rest = body.slice(body.indexOf('\n') + 1)
    expect(markerIn(body)?.slot).toBe('review')
    expect(rest).not.toMatch(/<!--/)
    expect(rest).not.toContain(secret)
    expect(rest).not.toMatch(/@\w|\u202E/)
    expect(slashCommand(body)).toEqual({ kind: 'none' })
    const html = marked.parse(rest, { async: false })
    expect(html).not.toMatch(
      /<(?!\/?(?:p|strong|ul|li|a|code|details|summary|h3|table|thead|tbody|tr|th|td)\b)/,
    )
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, to = '']) => to)
    expect(links.filter((to) => !to.startsWith('https://github.com/'))).toEqual([])
  })
})

describe('a copy', () => {
  it.each(languages)('%s', async (language) => {
    const [said] = only('comment', planOf({ copyOf: 3 }, language))
    const [, text] = String(said?.body).split(' -->\n')
    await expect(`${text}\n`).toMatchFileSnapshot(`golden/review/copy.${language}.md`)
  })
})

describe('however much there is', () => {
  const needs = Array.from({ length: 400 }, (_, at) => [
    `agencies/kld/needs/behov-${at}.yaml`,
    `title: ${'æ'.repeat(200)}`,
  ])
  const odd = Array.from({ length: 400 }, (_, at) => [`agencies/kld/needs/ ${at}${'x'.repeat(300)}`, 'x'])
  const stories: readonly Story[] = [
    { by: stranger, change: Object.fromEntries(needs) },
    { by: stranger, change: Object.fromEntries(odd) },
    {
      siblings: Array.from({ length: 30 }, (_, at) => ({
        number: at,
        paths: needs.map(([path = '']) => path),
      })),
    },
    {
      reviews: Array.from({ length: 200 }, (_, at) =>
        review({ login: 'x'.repeat(39), id: at + 1 }, 'approved'),
      ),
    },
  ]

  it.each(stories)('%#: it fits, and stays short', (story) => {
    const meaning = needs.map(([path]) => `### ${path}\n\n${'x'.repeat(400)}`)
    const actions = planOf(story, 'nb', { meaning })
    const body = String(only('comment', actions)[0]?.body)
    expect(body.length).toBeLessThan(65_000)
    expect(linesIn([body])).toBeLessThanOrEqual(15)
    expect(only('check', actions)[0]?.summary.length).toBeLessThan(65_000)
    expect(body.match(/<details>/g)?.length).toBe(body.match(/<\/details>/g)?.length)
  })
})

describe('why the office must approve what is an agency’s', () => {
  const others = (path: string) => text(path).replace(/approvers: .*/, 'approvers: [{ login: x, id: 7 }]')
  const noOthers = { [agency.kld]: text(agency.kld).replace(/approvers: .*/, 'approvers: []') }

  it.each<[string, Story, string]>([
    [
      'who approves for it changes',
      { change: { [agency.kld]: others(agency.kld) } },
      'hvem som kan godkjenne',
    ],
    [
      'whatever else changes beside it',
      { change: { [agency.kld]: others(agency.kld), 'docs/a.md': 'x' } },
      'hvem',
    ],
    ['it is new', { change: { 'agencies/ny/agency.yaml': text(agency.dfo) } }, 'er ny i programmet'],
    ['nobody approves for it', { before: noOthers }, 'har ingen som kan godkjenne'],
  ])('%s', (_name, story, wanted) => {
    const [check] = only('check', planOf({ ...story, by: stranger }))
    expect(check?.summary).toMatch(new RegExp(`\\*\\*Programkontoret\\*\\* må godkjenne, for .*${wanted}`))
  })
})

describe('the language', () => {
  const nynorsk = text(agency.dfo).replace('language: nb', 'language: nn')

  it.each<[string, Story, Language]>([
    [
      'is that of the agency whose files they are',
      { before: { [agency.kld]: text(agency.kld).replace('language: nb', 'language: nn') } },
      'nn',
    ],
    ['is that of the first party of an agreement', { ...agreed, before: { [agency.dfo]: nynorsk } }, 'nb'],
    ['is that of a new agency, too', { change: { 'agencies/ny/agency.yaml': nynorsk } }, 'nn'],
    ['is the programme’s where it is about nobody', { change: { 'README.md': 'x' } }, 'nb'],
  ])('%s', (_name, story, wanted) => {
    expect(languageOfReview(factsOf(story))).toBe(wanted)
  })
})
