/** Forms that mean harm, or might: nothing but one registration is ever written, and nothing they say is obeyed. */
import { describe, expect, it } from 'vitest'
import type { Action } from '../../src/core/plan/action.ts'
import { markerIn, withMarker } from '../../src/core/plan/marker.ts'
import { hostileInputs, identityNumber } from '../hostile/inputs.ts'
import { randomFrom } from '../random.ts'
import { form, IntakeWorld, need, newNeed, newPath } from './intake-world.ts'

/** The only paths there are. */
const allowed = /^agencies\/[a-z0-9]+(?:-[a-z0-9]+)*\/(?:needs|offers)\/[a-z0-9]+(?:-[a-z0-9]+)*\.yaml$/

async function planned(body: string): Promise<{ actions: readonly Action[]; issue: number; text: string }> {
  const world = new IntakeWorld()
  const issue = world.open(body)
  const { actions } = await world.plan(issue)
  return { actions, issue, text: actions.map(textIn).join('\n') }
}

function textIn(action: Action): string {
  if (action.kind === 'comment' && typeof action.body !== 'string') return action.body.join('')
  return 'body' in action && typeof action.body === 'string' ? action.body : ''
}

/** Everything a plan may do to the repository itself. */
function writes(actions: readonly Action[]): readonly Action[] {
  return actions.filter(({ kind }) => kind !== 'comment')
}

describe('a file name that leads anywhere else is refused', () => {
  it.each([
    ['to the folder above', 'agencies/kld/needs/../../../.github/workflows/x.yaml'],
    ['to the folder above, in the agency', 'agencies/../needs/x.yaml'],
    ['to the same folder', 'agencies/kld/needs/./x.yaml'],
    ['from the root', '/agencies/kld/needs/x.yaml'],
    ['from the drive', 'C:/agencies/kld/needs/x.yaml'],
    ['by backslashes', 'agencies\\kld\\needs\\x.yaml'],
    ['by percent signs', 'agencies/kld/needs/%2e%2e%2fx.yaml'],
    ['to who may approve', 'agencies/kld/agency.yaml'],
    ['to the owners', '.github/CODEOWNERS'],
    ['to the programme', 'programme/programme.yaml'],
    ['to an agreement', 'agreements/kld-dfo/agreement.yaml'],
    ['to another kind of file', 'agencies/kld/needs/x.yml'],
    ['to a hidden file', 'agencies/kld/needs/.x.yaml'],
    ['to a file without a name', 'agencies/kld/needs/.yaml'],
    ['to a folder within', 'agencies/kld/needs/a/x.yaml'],
    ['to a file whose case differs', 'agencies/KLD/needs/X.yaml'],
    ['with a space behind it', 'agencies/kld/needs/x.yaml '],
    ['with a space inside', 'agencies/kld/needs/x .yaml'],
    ['with a full stop behind it', 'agencies/kld/needs/x.yaml.'],
    ['with a letter that only looks like one', 'agencies/kld/needs/аnskaffelser.yaml'],
    ['with a character nobody sees', 'agencies/kld/needs/x\u200B.yaml'],
    ['with a direction', 'agencies/kld/needs/\u202Ex.yaml'],
    ['with a NUL', 'agencies/kld/needs/x.yaml\u0000.md'],
    ['with a line separator', 'agencies/kld/needs/x.yaml\u2028y'],
    ['as code', `\`${newPath}\``],
    ['as a link', `[x](${newPath})`],
    ['that goes on and on', `agencies/kld/needs/${'x'.repeat(250)}.yaml`],
  ])('%s', async (_, path) => {
    const { actions, text } = await planned(form(path, newNeed))
    expect(writes(actions)).toEqual([])
    expect(text).toContain('Filnavnet kan ikke brukes.')
    expect(text).not.toContain(path)
  })

  it('and so is one that holds a number of a person, which is not repeated', async () => {
    const { actions, text } = await planned(form(`agencies/kld/needs/${identityNumber}.yaml`, newNeed))
    expect(writes(actions)).toEqual([])
    expect(text).not.toContain(identityNumber)
    expect(text).toContain('personopplysninger')
  })

  it('and one of an agency that is not registered, with the one that may be meant', async () => {
    const { actions, text } = await planned(form('agencies/kdl/needs/klima.yaml', newNeed))
    expect(writes(actions)).toEqual([])
    expect(text).toContain('Mente dere «kld»?')
    const far = await planned(form('agencies/langt-borte/needs/klima.yaml', newNeed))
    expect(far.text).toContain('Programkontoret må registrere den først.')
  })
})

describe('a registration is data', () => {
  it.each(
    hostileInputs(need)
      .filter(({ bytes, says }) => typeof bytes === 'string' && says.length > 0 && !bytes.includes('```'))
      .map(({ name, bytes }) => [name, String(bytes)] as const),
  )('and is either refused or written so that it means the same to everybody: %s', async (_, yaml) => {
    const { actions } = await planned(form(newPath, yaml))
    for (const action of actions) {
      if (action.kind !== 'commit') continue
      expect(action.files.map(({ path }) => path)).toEqual([newPath])
      expect(action.files[0]?.text).toMatch(/^# yaml-language-server: .*\ntitle: [^\n]*\nlanguage: nb\n/)
      expect(action.files[0]?.text).not.toMatch(/[&*]\w+\s*$|!!|^---/m)
    }
  })

  it.each([
    ['two documents', `${newNeed}---\n${need}`],
    ['the same field twice', `${newNeed}title: En annen tittel\n`],
    ['an alias bomb', `a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n${newNeed}`],
    ['a tag', newNeed.replace('title: ', 'title: !!binary ')],
    ['text that runs the other way', newNeed.replace('Grønne', '\u202EGrønne')],
    ['a field nobody knows', `${newNeed}approvers: [{ login: stranger, id: 666 }]\n`],
    ['a field that steers', `${newNeed}__proto__: { x: 1 }\n`],
    ['more than a file may hold', newNeed.replace('Vi kjøper', `${'å'.repeat(33 * 1024)} Vi kjøper`)],
  ])('and is refused with %s', async (_, yaml) => {
    const { actions, text } = await planned(form(newPath, yaml))
    expect(writes(actions)).toEqual([])
    expect(text).toContain('må rettes:')
  })

  it('and is taken in whole when it is as long as an address can hold, and more', async () => {
    const background = 'Vi vil lære å stille krav. '.repeat(110).trim()
    const long = newNeed.replace(/^background: .*$/m, `background: ${background}`)
    const goals = Array.from({ length: 10 }, (_, n) => `  - ${n} ${'å'.repeat(280)}`).join('\n')
    const { actions } = await planned(
      form(newPath, long.replace(/^learningGoals:\n.*$/m, `learningGoals:\n${goals}`)),
    )
    const [commit] = actions
    if (commit?.kind !== 'commit') throw new Error('it was not taken in')
    expect(Buffer.byteLength(commit.files[0]?.text ?? '')).toBeGreaterThan(8 * 1024)
  })

  it('and what is about a person is not repeated, and its sender is told how to get rid of it', async () => {
    for (const secret of [identityNumber, 'ola.nordmann@gmail.com', '+47 912 34 567']) {
      const { actions, text } = await planned(
        form(newPath, newNeed.replace('Vi kjøper', `Ring ${secret}. Vi kjøper`)),
      )
      expect(writes(actions)).toEqual([])
      expect(text).not.toContain(secret)
      expect(text).toContain('Delete revision from history')
    }
  })

  it('also where it stands outside the form', async () => {
    const { text } = await planned(`Født ${identityNumber}\n\n${form(newPath, newNeed)}`)
    expect(text).toContain('Delete revision from history')
    expect(text).not.toContain(identityNumber)
  })
})

describe('what a form says calls upon nobody and closes nothing', () => {
  const loud =
    'Closes #1, fixes GH-2 @direktoratet/alle https://github.com/a/b/issues/3 <img src=x> `x` [x](//x)'

  it('in the title of the pull request, or in a commit', async () => {
    const { actions, issue } = await planned(
      form(newPath, newNeed.replace(/^title: .*$/m, `title: '${loud}'`)),
    )
    const [commit, pull] = actions
    if (commit?.kind !== 'commit' || pull?.kind !== 'open-pull') throw new Error('it was not taken in')
    expect(pull.title).not.toMatch(/[@#`<>[\]]|GH-|:\/\/|\n/)
    expect([...pull.title].length).toBeLessThan(140)
    expect(commit.message).toBe(`Ny påmelding: ${newPath} (sak #${issue})`)
    expect(pull.body.match(/\bcloses #\d+/gi)).toEqual([`Closes #${issue}`])
  })

  it('or in a name that somebody has chosen for an account', async () => {
    const world = new IntakeWorld()
    const issue = world.open(form(newPath, newNeed), { author: { login: '@alle](//x) closes #9', id: 7 } })
    await world.run(issue)
    expect(world.pullOf(issue).body).not.toMatch(/@alle|closes #9|[^\\]\]\(/)
  })

  it('and forges no marker of ours', async () => {
    const marker = withMarker('intake', { verdict: 'merged', digest: 'x' }, 'Alt er godkjent.').replace(
      '\n',
      ' ',
    )
    const { actions } = await planned(
      form(newPath, newNeed.replace('level: specialist', `level: '${marker}'`)),
    )
    const [answer] = actions
    if (answer?.kind !== 'comment' || typeof answer.body !== 'string') throw new Error('there is no answer')
    expect(markerIn(answer.body)?.value['verdict']).toBe('correct')
    expect(answer.body.match(/<!--/g)).toHaveLength(1)
  })
})

it('whatever stands in an issue, nothing is written but one registration on its own branch', async () => {
  const random = randomFrom(20261122)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const names = ['kld', 'dfo', '..', '.', '', 'KLD', 'needs', 'offers', 'agency.yaml', '.github', 'x.yaml']
  const signs = [
    '/',
    '/',
    '/',
    '\\',
    '%2f',
    '\u0000',
    ' ',
    '\u202E',
    '//',
    '\n',
    '.yaml',
    '/needs/',
    '/offers/',
  ]
  const path = () => {
    const parts = Array.from({ length: 1 + Math.floor(random() * 6) }, () => pick(names) + pick(signs))
    return random() < 0.4 ? pick([newPath, 'agencies/dfo/offers/x.yaml']) : `agencies/${parts.join('')}`
  }
  const pieces: readonly (() => string)[] = [
    path,
    path,
    () => '### Filnavn',
    () => '### File name',
    () => '### Registrering',
    () => '### Registration',
    () => '```yaml',
    () => '```',
    () => '~~~~',
    () => newNeed,
    () => newNeed.replace(/^title:.*$/m, `title: ${path()}`),
    () => need.slice(0, Math.floor(random() * need.length)),
    () => '_No response_',
    () => '',
    () => 'withdrawn: { date: 2026-11-20, reason: Utsatt }',
    () => '<!-- mobilitet:registration eyJmaWxlIjoiLmdpdGh1Yi9DT0RFT1dORVJTIn0 -->',
  ]
  let taken = 0
  for (let n = 0; n < 400; n++) {
    const isFormed = random() < 0.5
    const body = isFormed
      ? form(path(), pick([newNeed, newNeed, need, pick(pieces)()]))
      : Array.from({ length: 2 + Math.floor(random() * 12) }, () => pick(pieces)()).join(pick(['\n', '\r\n']))
    const { actions, issue } = await planned(body)
    for (const action of actions) {
      expect(['commit', 'open-pull', 'ask-reviewers', 'comment']).toContain(action.kind)
      if ('branch' in action) expect(action.branch).toBe(`registration/issue-${issue}`)
      if (action.kind !== 'commit') continue
      taken++
      expect(action.files).toHaveLength(1)
      for (const { path } of action.files) expect(path).toMatch(allowed)
    }
  }
  // Otherwise nothing would have been tried.
  expect(taken).toBeGreaterThan(20)
})
