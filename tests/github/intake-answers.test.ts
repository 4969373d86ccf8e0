/** Everything that is said about forms, in every language, as people read it: see `golden/intake/`. */
import { describe, expect, it } from 'vitest'
import { carryOut } from '../../src/commands/acting.ts'
import { factsOf, groundFor } from '../../src/commands/intake-facts.ts'
import { voiceOf } from '../../src/commands/voices.ts'
import type { Language } from '../../src/core/model.ts'
import type { Action, Text } from '../../src/core/plan/action.ts'
import { headings } from '../../src/core/plan/intake/form.ts'
import { planIntake } from '../../src/core/plan/intake/intake.ts'
import { markerIn } from '../../src/core/plan/marker.ts'
import { describe as described } from '../../src/core/report/plan.ts'
import { identityNumber } from '../hostile/inputs.ts'
import * as small from './intake-world.ts'
import { IntakeWorld, kld, need, needPath, newNeed, newPath, programme, today } from './intake-world.ts'

const notice = 'notice: { nb: "Alt er oppdiktet.", nn: "Alt er oppdikta.", en: "All of this is made up." }\n'
const settings = 'programme/programme.yaml'

/** A world that speaks one language, and writes down what is done in it. */
class Scene {
  readonly world = new IntakeWorld(new Map([...programme, [settings, programme.get(settings) + notice]]))
  readonly told: string[] = []
  readonly language: Language

  constructor(language: Language) {
    this.language = language
  }

  form(file: string, yaml: string): string {
    const { file: one, registration: two } = headings[this.language]
    return small.form(file, yaml, [one, two])
  }

  /** What is done now, under a heading that says what has happened. */
  async goes(on: string, issue: number): Promise<void> {
    const ground = await groundFor(this.world.read(), today)
    // No agency has English as its own language, but all texts are there in English.
    Object.assign(ground.base.loaded.programme.agencies.get('kld') ?? {}, { language: this.language })
    const { actions } = planIntake(await factsOf(this.world.issueOf(issue), ground))
    await carryOut(actions, this.world.write())
    this.told.push(`# ${on}`, ...actions.map((action) => this.shown(action)))
  }

  private shown(action: Action): string {
    const parts = [`## ${described(action, voiceOf(this.language).words)}`]
    if (action.kind === 'commit') parts.push(action.message, ...action.files.map(({ text }) => text ?? ''))
    if ('body' in action) parts.push(bodyOf(action.body))
    return parts.join('\n\n')
  }
}

/** With the marker as what it says, and the numbers to come as what they stand for. */
function bodyOf(text: Text): string {
  const whole =
    typeof text === 'string'
      ? text
      : text.map((part) => (typeof part === 'string' ? part : '#(nytt)')).join('')
  const marked = markerIn(whole)
  const digest = marked?.value['digest']?.slice(0, 12)
  const value = JSON.stringify({ ...marked?.value, ...(digest ? { digest } : {}) })
  return marked ? whole.replace(/^<!-- .* -->/, `<!-- ${marked.slot} ${value} -->`) : whole
}

const loud =
  '@direktoratet/alle closes #1 GH-2 [x](https://example.no) <img src=x> <!-- x --> | a | `b` *c* &#64;d :tada: \u202Eabc\u2066'

const stories: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  async full(scene) {
    const { world } = scene
    const path = (n: number) => newPath.replace('anskaffelser', `anskaffelser-${n}`)
    const others = [1, 2, 3, 4, 5].map((n) => ({ author: { login: loud, id: 200 + n } }))
    for (const other of others) await world.run(world.open(scene.form(newPath, newNeed), other))
    await scene.goes('The sixth for one file', world.open(scene.form(newPath, newNeed)))
    for (const n of [1, 2, 3, 4, 5]) await world.run(world.open(scene.form(path(n), newNeed)))
    await scene.goes('The sixth of one sender', world.open(scene.form(path(6), newNeed)))
  },

  async 'taken-in'(scene) {
    const { world } = scene
    const first = world.open(scene.form(newPath, newNeed))
    await scene.goes('A new need', first)
    const second = world.open(scene.form(newPath, newNeed.replace('Grønne', 'Grønnere')))
    await scene.goes('Another form for the same file', second)
    await scene.goes('Looking again', second)
    world.edit(
      first,
      scene.form(newPath, newNeed.replace('places: 1', 'places: 2').replace('Grønne', 'Enda grønnere')),
    )
    await scene.goes('The first form is edited', first)
    await scene.goes(
      'A change',
      world.open(scene.form(needPath, need.replace('minWeeks: 8', 'minWeeks: 10'))),
    )
    const gone = `${need}withdrawn: { date: 2026-11-20, reason: Prosjektet er utsatt }\n`
    await scene.goes('A withdrawal', world.open(scene.form(needPath, gone)))
    await scene.goes('Nothing new', world.open(scene.form(needPath, need)))
    const offer = programme.get('agencies/dfo/offers/klimadata.yaml') ?? ''
    const title = offer.replace(/^title: .*$/m, 'title: Klimatall til styringsdialogen')
    await scene.goes('An offer', world.open(scene.form('agencies/kld/offers/klimatall.yaml', title)))
  },

  async corrections(scene) {
    const { world } = scene
    const one = newNeed.replace('level: specialist', 'level: sjef')
    const issue = world.open(scene.form(newPath, one))
    await scene.goes('One field is wrong', issue)
    const many = one
      .replace(/^title: .*\n/m, '')
      .replace('2027-12-15', '2027-02-30')
      .replace('minWeeks: 8', 'minWeeks: 30')
      .replace('min: 40', 'min: 0')
      .replace('presence: hybrid', 'presence: hjemme')
      .replace('[klimaregnskap]', '[]')
      .replace('[secondment]', '[rotation]')
      .replace('ground: competence-gap', 'ground: annet')
      .replace('direction: send', 'direction: ut')
      .replace('matchingHelp: true', 'matchingHelp: kanskje')
    world.edit(issue, scene.form(newPath, many))
    await scene.goes('Much is wrong', issue)
    const later = newNeed.replace('[klimaregnskap]', '[klimaregnskp]').replace('2026-11-05', '2026-12-05')
    world.edit(issue, scene.form(newPath, later))
    await scene.goes('The rules have something against it', issue)
    world.edit(issue, scene.form('agencies/kld/offers/klimaregnskap.yaml', newNeed))
    await scene.goes('It stands in the wrong folder', issue)
    world.edit(issue, scene.form('', ''))
    await scene.goes('Nothing is filled in', issue)
    world.edit(issue, scene.form('agencies/kld/agency.yaml', newNeed))
    await scene.goes('The file name leads elsewhere', issue)
    world.edit(issue, scene.form('agencies/kdl/needs/x.yaml', newNeed))
    await scene.goes('The agency is misspelt', issue)
    world.edit(issue, scene.form('agencies/ny-etat/needs/x.yaml', one))
    await scene.goes('The agency is not registered', issue)
    world.edit(issue, scene.form(newPath, `title: Klima\n\`\`\`\nmer`))
    await scene.goes('The block ends too early', issue)
    world.edit(issue, scene.form(newPath, newNeed).replace(/\r\n```$/, ''))
    await scene.goes('The block never ends', issue)
    world.edit(issue, `${scene.form(newPath, newNeed)}\n\n\`\`\`yaml\nx: y\n\`\`\``)
    await scene.goes('There are two blocks', issue)
    world.edit(issue, scene.form(`${newPath}\n${needPath}`, newNeed))
    await scene.goes('There are two file names', issue)
    world.edit(issue, 'Beklager, dette ble feil.')
    await scene.goes('The form is gone', issue)
  },

  async personal(scene) {
    const { world } = scene
    const secret = newNeed.replace('Vi kjøper', `Ring Ola på 912 34 567 (${identityNumber}). Vi kjøper`)
    const issue = world.open(scene.form(newPath, secret))
    await scene.goes('There is something about a person', issue)
    world.edit(issue, scene.form(newPath, newNeed))
    await scene.goes('It has been removed', issue)
    world.edit(issue, scene.form(`agencies/kld/needs/${identityNumber}.yaml`, newNeed))
    await scene.goes('It is in the file name', issue)
  },

  async hostile(scene) {
    const { world } = scene
    const quoted = `'${loud.replaceAll(/[\u202E\u2066]/g, '')}'`
    const titled = newNeed.replace(/^title: .*$/m, `title: ${quoted}`)
    const author = { login: `x](//y) ${loud}`, id: 7 }
    const issue = world.open(scene.form(newPath, titled), { author, title: loud })
    await scene.goes('A title that calls upon everybody', issue)
    const wrong = newNeed
      .replace('level: specialist', `level: ${quoted}`)
      .replace('[klimaregnskap]', `[${quoted}]`)
      .replace('municipality: Oslo', `municipality: Oslo, ${quoted}: x`)
      .replace('matchingHelp: true', '"matchingHelp": "\\u202Etrue"')
    world.edit(issue, scene.form(newPath, wrong))
    await scene.goes('Values that call upon everybody', issue)
    world.says(
      kld,
      world.pullOf(issue).number,
      `Nei.\n\n${loud}\n\n\`\`\`\n> ${loud}\n\`\`\`\n${'å'.repeat(2000)}`,
    )
    world.close(world.pullOf(issue).number, kld)
    await scene.goes('A reason that calls upon everybody', issue)
  },

  async afterwards(scene) {
    const { world } = scene
    const taken = world.open(scene.form(newPath, newNeed))
    await world.run(taken)
    world.edit(taken, scene.form(newPath, newNeed.replace('level: specialist', 'level: sjef')))
    await scene.goes('An edit that is wrong', taken)
    world.push(kld, `registration/issue-${taken}`, { [newPath]: newNeed.replace('Grønne', 'Blå') })
    world.edit(taken, scene.form(newPath, newNeed.replace('Grønne', 'Grønnere')))
    await scene.goes('Somebody has changed the pull request', taken)
    world.merge(world.pullOf(taken).number)
    world.edit(taken, scene.form(newPath, newNeed))
    await scene.goes('It is merged', taken)
    world.edit(taken, scene.form(newPath, newNeed.replace('Grønne', 'Grønnere')))
    await scene.goes('An edit that comes too late', taken)

    const other = 'agencies/kld/needs/innkjop.yaml'
    const declined = world.open(scene.form(other, newNeed))
    await world.run(declined)
    world.close(world.pullOf(declined).number, kld)
    await scene.goes('It is closed without a word', declined)
    world.edit(declined, scene.form(other, newNeed.replace('Grønne', 'Grønnere')))
    await scene.goes('An edit of what was closed', declined)

    const closed = world.open(scene.form(other, newNeed))
    await world.run(closed)
    world.issueOf(closed).state = 'closed'
    await scene.goes('The issue is closed', closed)

    const overtaken = world.open(scene.form(other, newNeed))
    await world.run(overtaken)
    world.push(kld, 'main', { [other]: newNeed })
    await scene.goes('The programme has got the same in some other way', overtaken)

    const blocked = world.open(scene.form('agencies/kld/needs/sperret.yaml', newNeed))
    world.branches.set(`registration/issue-${blocked}`, world.branches.get('main') ?? '')
    world.push(kld, `registration/issue-${blocked}`, { 'README.md': 'Hei' })
    await scene.goes('Somebody else has taken the branch', blocked)
  },
}

describe.each(['nb', 'nn', 'en'] as const)('in %s', (language) => {
  it.each(Object.keys(stories))('%s', async (name) => {
    const scene = new Scene(language)
    await stories[name]?.(scene)
    const text = `${scene.told.join('\n\n')}\n`
    await expect(text).toMatchFileSnapshot(`golden/intake/${name}.${language}.md`)
  })
})

describe('every answer', () => {
  it('is short enough to be read at once', async () => {
    for (const name of Object.keys(stories)) {
      const scene = new Scene('nb')
      await stories[name]?.(scene)
      for (const answer of scene.world.comments.filter(({ author }) => author.id === small.us.id)) {
        const seen = answer.body
          .replace(/<details>[\s\S]*?<\/details>/g, '')
          .split('\n')
          .filter((line) => line !== '')
        expect(seen.length).toBeLessThanOrEqual(15)
      }
    }
  })
})
