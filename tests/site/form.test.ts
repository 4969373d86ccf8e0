/** The registration form: every field from the schemas, every sentence from `check`, every file as `new` writes it. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { assembled, emptyLists } from '../../src/core/draft/assemble.ts'
import { modeline } from '../../src/core/draft/place.ts'
import * as validators from '../../src/core/generated/registration-validators.js'
import * as all from '../../src/core/generated/validators.js'
import { type JsonSchema, type SchemaOf, specOf, textsIn } from '../../src/core/json-schema.ts'
import { yamlOf } from '../../src/core/yaml-writer.ts'
import { broughtField, broughtFor } from '../../src/site/form/bring.ts'
import { formKinds } from '../../src/site/form/brought.ts'
import {
  fitsInAddress,
  issueAddress,
  issueText,
  longestAddress,
  longestMail,
  mailAddress,
} from '../../src/site/form/doors.ts'
import { formFields, leafPaths } from '../../src/site/form/fields.ts'
import { type Draft, doubleFindings, judgeDraft, type Recorded } from '../../src/site/form/judge.ts'
import { leanSchemas } from '../../src/site/form/lean.ts'
import { formPages } from '../../src/site/form/page.ts'
import { sentenceFor, writtenDates } from '../../src/site/form/sentences.ts'
import { form, IntakeWorld, programme as intakeFiles } from '../github/intake-world.ts'
import { checkTree, loadTree, schemaOf, type Tree } from '../worlds.ts'
import { speakers } from './built.ts'
import { factsOf, pagesIn, repositorySite, siteOf } from './whole.ts'

const today = '2026-11-22'

const tree: Tree = new Map([...intakeFiles].map(([path, text]) => [path, Buffer.from(text)]))
const { programme } = loadTree(tree)
const languages = ['nb', 'nn'] as const

describe('the page', () => {
  const pages = new Map<string, string>()
  beforeAll(async () => {
    for (const [path, html] of pagesIn(await repositorySite())) pages.set(path, html)
  })

  describe.each(languages)('in %s', (language) => {
    const path = language === 'nb' ? 'registrer/index.html' : 'nn/registrer/index.html'
    const partOf = (kind: string) =>
      (pages.get(path) ?? '').split(`data-form="${kind}"`)[1]?.split('</form>')[0] ?? ''

    it.each(formKinds)('asks for every property of a %s, in the order of the schema', (kind) => {
      const asked = [...partOf(kind).matchAll(/data-path="([^"]+)"/g)].map((match) => match[1])
      expect(asked).toEqual(['agency', ...leafPaths(specOf(kind, schemaOf), [], schemaOf)])
    })

    it.each(formKinds)('calls every property of a %s what the schema calls it', (kind) => {
      const titles = [...formFields({ kind, language, schemaOf }).body].map(({ title }) => title)
      const html = partOf(kind)
      expect(titles.filter((title) => !html.includes(`>${title}`))).toEqual([])
    })

    it('has nothing but relative addresses, the repository and the mailbox', () => {
      const html = (pages.get(path) ?? '').split('<main')[1]?.split('</main>')[0] ?? ''
      const addresses = [...html.matchAll(/(?:href|src|action)="([^"]+)"/g)].map((match) => match[1] ?? '')
      const odd = addresses.filter(
        (one) => !/^(?:\?|#|data:text\/yaml|mailto:|https:\/\/github\.com\/example\/mobilitet\/)/.test(one),
      )
      expect(odd).toEqual([])
    })
  })
})

it('asks for a property that is new in the schema without being told', async () => {
  const colour: JsonSchema = {
    type: 'string',
    enum: ['red', 'blue'],
    title: 'Farge',
    description: 'Velg en farge.',
    enumDescriptions: ['Rød', 'Blå'],
    'x-nn': { title: 'Farge' },
  }
  const changed: SchemaOf = (kind) =>
    kind === 'need'
      ? { ...schemaOf(kind), properties: { ...schemaOf(kind).properties, colour } }
      : schemaOf(kind)
  const facts = { ...(await factsOf(programme)), schemaOf: changed }
  const html = pagesIn(await siteOf(facts)).find(([path]) => path === 'registrer/index.html')?.[1] ?? ''
  expect(html).toContain('data-path="colour"')
  expect(html).toMatch(/value="blue"[^>]*><label[^>]*>Blå/)
  expect(formPages.languages).toEqual(languages)
})

/** A need in which all is well. */
const good: Readonly<Record<string, unknown>> = {
  title: 'Grønne anskaffelser i praksis',
  language: 'nb',
  competences: ['klima'],
  background:
    'Vi skal stille klimakrav i alle anskaffelser, og trenger å se hvordan andre gjør det i praksis.',
  learningGoals: ['Kunne stille klimakrav i en anskaffelse'],
  ground: 'methods',
  direction: 'send',
  forms: ['secondment'],
  'period.from': '2027-03-01',
  'period.to': '2027-12-31',
  'duration.minWeeks': 8,
  'duration.maxWeeks': 26,
  'workload.min': 40,
  'workload.max': 100,
  'place.municipality': 'Oslo',
  'place.presence': 'hybrid',
  level: 'specialist',
  matchingHelp: true,
  'anchoring.role': 'Direktør',
  'anchoring.date': '2026-11-05',
  confirmed: '2026-11-22',
}

function draftOf(answers: Readonly<Record<string, unknown>>, name = 'fra-skjemaet'): Draft {
  const spec = specOf('need', schemaOf)
  const given = new Map(Object.entries(answers).filter(([, value]) => value !== undefined))
  const data = assembled(emptyLists(spec, schemaOf), given, spec, schemaOf)
  const path = `agencies/kld/needs/${name}.yaml`
  return { kind: 'need', agency: 'kld', name, path, data, text: yamlOf(data, modeline('need', path)) }
}

const known = { ...programme, registrations: new Map() }

/** What the agency has registered, as the form fetches it. */
const recorded: readonly Recorded[] = [...programme.registrations.values()].filter(
  ({ agency }) => agency === 'kld',
)

function inForm(draft: Draft, lean = true) {
  const schemas = leanSchemas('nb', schemaOf)
  const leanOf: SchemaOf = (kind) => (kind === 'need' || kind === 'offer' ? schemas[kind] : schemas.common)
  const judge = { programme: known, today, validators, schemaOf: lean ? leanOf : schemaOf }
  const found = judgeDraft(draft, judge)
  // The form asks for doubles when nothing is wrong, as here.
  if (found.some(({ severity }) => severity === 'error')) return found
  return [...found, ...doubleFindings(draft, recorded, judge)]
}

/** What `check` finds in the file that it does not find without it. */
function inCheck({ path, text }: Draft) {
  const found = checkTree(new Map([...tree, [path, Buffer.from(text)]]), today, tree)
  return found.filter(({ place }) => place.file === path)
}

const mistakes: readonly (readonly [string, unknown])[] = [
  ...[
    'title',
    'language',
    'competences',
    'background',
    'ground',
    'forms',
    'period.to',
    'workload.min',
    'level',
    'confirmed',
  ].map((path) => [path, undefined] as const),
  ...([
    ['title', 'Kort'],
    ['title', 'x'.repeat(121)],
    ['background', 'For kort'],
    ['learningGoals', ['Ja']],
  ] as const),
  ...([
    ['learningGoals', Array.from({ length: 11 }, (_, at) => `Kunne gjøre ting ${at}`)],
    ['competences', ['klim']],
  ] as const),
  ...([
    ['forms', ['rotation']],
    ['forms', ['secondment', 'rotation']],
    ['inReturn', ['finnes-ikke']],
  ] as const),
  ...([
    ['period.from', '2028-01-01'],
    ['period.to', '2027-02-30'],
    ['period.from', '1. mars'],
    ['period.to', '2027-03-20'],
  ] as const),
  ...([
    ['period.from', '2031-01-01'],
    ['period.to', '2031-12-31'],
    ['duration.minWeeks', 60],
    ['duration.maxWeeks', 4],
  ] as const),
  ...([
    ['duration.minWeeks', 'mange'],
    ['workload.min', 101],
    ['workload.max', 20],
    ['workload.max', 0],
    ['places', 21],
  ] as const),
  ...([
    ['anchoring.date', '2027-01-01'],
    ['confirmed', '2030-01-01'],
    ['confirmed', '2024-01-01'],
    ['anchoring.date', '2026-12-24'],
  ] as const),
  ...([
    ['partners.wished', ['kld']],
    ['partners.wished', ['974760674']],
    ['partners.wished', ['ingen']],
  ] as const),
  ...([
    ['background', 'Ring meg på 22 33 44 55 om du vil vite mer om dette behovet.'],
    ['unit', 'kari.nordmann@gmail.com'],
  ] as const),
  ...([
    ['title', 'Om\u202Eskrift som snur'],
    ['place.municipality', ''],
    ['withdrawn.date', '2027-01-01'],
    ['withdrawn.reason', 'Utsatt'],
  ] as const),
]

describe('what is wrong', () => {
  it('is nothing in what is well', () => {
    expect(inForm(draftOf(good))).toEqual([])
    expect(inCheck(draftOf(good))).toEqual([])
  })

  it('is the same in the form as in the file, whatever mistakes are made', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.subarray([...mistakes], { maxLength: 4 }), (made) => {
        const draft = draftOf({ ...good, ...Object.fromEntries(made) })
        const [form, file] = [inForm(draft), inCheck(draft)]
        const shown = ({ code, severity, args }: Pick<(typeof file)[number], 'code' | 'severity' | 'args'>) =>
          JSON.stringify([code, severity, personless(args)])
        for (const { code } of form) seen.add(code)
        expect(form.map(shown).sort()).toEqual(file.map(shown).sort())
      }),
      { numRuns: 100, seed: 6 },
    )
    // The mistakes are many enough to say something.
    expect(seen.size).toBeGreaterThan(15)
  })

  it('is what check finds, also when the agency has said the same before: told by its title', () => {
    const [before] = [...programme.registrations.values()].filter(
      ({ agency, kind }) => agency === 'kld' && kind === 'need',
    )
    if (!before) throw new Error('the world has no need')
    const { id, kind: _kind, agency: _agency, slug: _slug, file, ...data } = before
    const path = 'agencies/kld/needs/om-igjen.yaml'
    const text = yamlOf(data, modeline('need', path))
    const again: Draft = { ...draftOf(good, 'om-igjen'), path, data, text }
    const [double] = inForm(again).filter(({ code }) => code === 'identity/same-need-twice')
    expect(double).toMatchObject({
      severity: 'warning',
      at: ['title'],
      args: { other: `«${before.title}»` },
    })
    const codes = inCheck(again).map(({ code }) => code)
    expect(codes).toContain('identity/same-need-twice')
    const [, name = ''] = id.split('.')
    expect(inForm({ ...again, name, path: file }).map(({ code }) => code)).not.toContain(
      'identity/same-need-twice',
    )
  })

  it('is said in the sentences of check, with the names the form has', () => {
    const fields = [...formFields({ kind: 'need', language: 'nb', schemaOf }).body].map(broughtField)
    for (const [path, value] of mistakes) {
      const draft = draftOf({ ...good, [path]: value })
      for (const finding of inForm(draft, false)) {
        const said = sentenceFor(finding, fields, speakers.nb)
        const quoted = /[«][^»]*[»]/g
        if (said === speakers.nb.words('new-required'))
          expect(finding.code).toMatch(/^schema\/(?:missing|too-few)$/)
        else
          expect(said.replace(quoted, '«»')).toBe(
            writtenDates(speakers.nb.say(finding)).replace(quoted, '«»'),
          )
        expect(said).not.toMatch(
          /«(?:title|background|learningGoals|minWeeks|maxWeeks|min|max|from|to|confirmed|places)»/,
        )
      }
    }
  })
})

/** A title differs between whole schemas and lean ones in the languages that are not shown. */
function personless(args: Readonly<Record<string, string | number>>): object {
  return Object.fromEntries(Object.entries(args).filter(([name]) => !/(?:Nn|En)$/.test(name)))
}

it('the small validators find what the large ones find', () => {
  const value = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.string()),
    fc.dictionary(fc.string(), fc.string()),
  )
  const keys = [...Object.keys(specOf('need', schemaOf).schema.properties ?? {}), 'noe-annet']
  fc.assert(
    fc.property(
      fc.constantFrom(...formKinds),
      fc.dictionary(fc.constantFrom(...keys), value),
      (kind, changes) => {
        const data = { ...draftOf(good).data, ...changes }
        expect(validators[kind](data)).toBe(all[kind](data))
        const plain = (errors: typeof all.need.errors) =>
          (errors ?? []).map(({ instancePath, keyword, params }) => ({ instancePath, keyword, params }))
        expect(plain(validators[kind].errors)).toEqual(plain(all[kind].errors))
      },
    ),
    { seed: 6 },
  )
})

describe('the way by GitHub', () => {
  const draft = draftOf(good)
  const yaml = issueText(draft.text) ?? ''

  it('is a form that intake takes in, and what it writes is the file', async () => {
    const address = new URL(
      issueAddress('https://github.com/example/mobilitet/issues/new', 'registration.yml', {
        path: draft.path,
        title: 'x',
        yaml,
      }),
    )
    const world = new IntakeWorld()
    const issue = world.open(
      form(address.searchParams.get('file') ?? '', address.searchParams.get('registration') ?? ''),
    )
    await world.run(issue)
    expect(world.filesAt(`registration/issue-${issue}`).get(draft.path)).toBe(draft.text)
    expect(world.pullOf(issue).title).toContain('Nytt behov fra KLD')
  })

  it('fills in only fields that GitHub fills in, and asks for no labels', () => {
    const address = new URL(
      issueAddress('https://github.com/e/m/issues/new', 'registration.nn.yml', {
        path: 'a',
        title: 'b',
        yaml: 'c',
      }),
    )
    expect([...address.searchParams.keys()]).toEqual(['template', 'title', 'file', 'registration'])
    expect(issueAddress('https://x', 't', { path: 'a b', title: 'b', yaml: 'c' })).toContain('a+b')
  })

  it('is closed for what is too long, also by way of the login', () => {
    const login = (address: string) => `https://github.com/login?return_to=${encodeURIComponent(address)}`
    for (let length = 100; length < 9000; length += 100) {
      const address = issueAddress('https://github.com/e/m/issues/new', 'registration.yml', {
        path: 'p',
        title: 't',
        yaml: 'ø '.repeat(length / 10),
      })
      expect(fitsInAddress(address)).toBe(login(address).length <= longestAddress)
    }
  })

  it('is closed for what would end the block of code it is put in', () => {
    expect(issueText('# x\ntitle: y\nbackground: >-\n  ```\n')).toBeUndefined()
    expect(issueText('# x\ntitle: y ``` z\n')).toBe('title: y ``` z\n')
  })
})

it('the e-mail holds the file while there is room, and asks for it to be attached when there is not', () => {
  const short = mailAddress('a@example.no', 'Påmelding & mer', { whole: 'kort\ntekst', short: 'vedlagt' })
  expect(short).toEqual({
    whole: true,
    href: 'mailto:a@example.no?subject=P%C3%A5melding%20%26%20mer&body=kort%0D%0Atekst',
  })
  const long = mailAddress('a@example.no', 'x', { whole: 'ø'.repeat(longestMail), short: 'vedlagt' })
  expect(long.whole).toBe(false)
  expect(long.href).toContain('body=vedlagt')
})

it('brings only sentences that can be said, in the language of the page', async () => {
  const brought = broughtFor(await factsOf(programme), 'nn', schemaOf, '../data/registrations/')
  expect(
    Object.keys(brought.messages.findings).filter((code) => /^(?:yaml|agreement|policy|template)/.test(code)),
  ).toEqual([])
  expect(brought.messages.findings['schema/too-short']).toContain('Skriv minst')
  expect(JSON.stringify(brought)).not.toContain('approvers":[{')
  expect(textsIn(brought.schemas.need, 'nn').title).toBe('Kompetansebehov')
})
