/** `.github/CODEOWNERS`: whom GitHub asks, the same people as the judgement of authority asks for. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { authority } from '../src/core/authority.ts'
import type { Programme } from '../src/core/model.ts'
import { codeowners } from '../src/core/owners.ts'
import { change, cleanUp, commit, git, mobilitet, story, world } from './tool.ts'
import { layers, loadTree, root } from './worlds.ts'

afterAll(cleanUp)

const file = '.github/CODEOWNERS'
const settings = 'programme/programme.yaml'
const kldFile = 'agencies/kld/agency.yaml'

function programmeIn(folder: string): Programme {
  return loadTree(layers(folder)).programme
}

function withoutApprovers(path: string): string {
  return readFileSync(join(story, '_world', path), 'utf8').replace(/approvers: .*/, 'approvers: []')
}

/**
 * Whom the file names for each path, decided by Git's own matching: its attributes are patterns of the same kind, and the
 * last one wins there too. Only a folder is written otherwise.
 */
function ownersOf(text: string, paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const attributes = lines.map((line) => {
    const [pattern = '', ...owners] = line.split(' ')
    return `${pattern.replace(/\/$/, '/**')} owners=${owners.join(',') || 'nobody'}`
  })
  const folder = world({ '.gitattributes': `${attributes.join('\n')}\n` })
  commit(folder)
  const answers = git(folder, 'check-attr', '-z', 'owners', '--', ...paths).split('\0')
  return new Map(paths.map((path, index) => [path, (answers[index * 3 + 2] ?? '').split(',')]))
}

describe('the text', () => {
  it('of the world the stories start from', async () => {
    const text = codeowners(programmeIn(join(story, '_world')))
    await expect(text).toMatchFileSnapshot('owners/golden/world.txt')
    expect(codeowners(programmeIn(join(story, '_world')))).toBe(text)
  })

  it('leaves an agency without approvers to the office', () => {
    const text = codeowners(programmeIn(world({ [kldFile]: withoutApprovers(kldFile) })))
    expect(text).not.toContain('/agencies/kld/')
    expect(text).toContain('\n/agreements/kld-dfo/ @dfo-example @kontoret-example\n')
  })

  it('names nobody twice, and sorts an agency’s people', () => {
    const people = 'approvers: [{ login: b, id: 2 }, { login: a, id: 1 }, { login: kontoret-example, id: 3 }]'
    const agency = withoutApprovers(kldFile).replace('approvers: []', people)
    const text = codeowners(programmeIn(world({ [kldFile]: agency })))
    expect(text).toContain('\n/agencies/kld/ @a @b @kontoret-example\n')
    expect(text).toContain('\n/agreements/kld-dfo/ @a @b @kontoret-example @dfo-example\n')
  })

  it('can be without anybody at all', () => {
    const text = codeowners(programmeIn(world({ [settings]: withoutApprovers(settings) })))
    expect(ownersOf(text, ['src/cli.ts']).get('src/cli.ts')).toEqual(['nobody'])
  })
})

describe('GitHub asks', () => {
  const text = codeowners(programmeIn(join(story, '_world')))
  const office = ['@kontoret-example']

  it.each([
    ['README.md', office],
    ['programme/programme.yaml', office],
    ['.github/CODEOWNERS', office],
    ['agencies/ny/agency.yaml', office],
    ['agencies/DFO/needs/arkiv.yaml', office],
    ['other/agencies/dfo/needs/arkiv.yaml', office],
    ['agencies/dfo/.gitattributes', office],
    ['agencies/dfo/.github/x.yml', office],
    ['agencies/dfo/offers/klimadata.yaml', ['@dfo-example']],
    ['agencies/dfo/README.md', ['@dfo-example']],
    ['agencies/dfo/agency.yaml', ['@dfo-example', ...office]],
    ['agreements/kld-dfo/agreement.yaml', ['@kld-example', '@dfo-example', ...office]],
    ['agreements/kld-dfo/evaluations/ut-1-end-host.yaml', ['@kld-example', '@dfo-example', ...office]],
    ['agreements/ny/agreement.yaml', office],
    ['decisions/kld.klimaregnskap--dfo.klimadata.yaml', office],
  ])('about %s: %j', (path, owners) => {
    // GitHub, unlike Git's attributes, lets a name without a slash stand for a folder and what is in it.
    const asGit = path.replace('.github/x.yml', '.github')
    expect(ownersOf(text, [asGit]).get(asGit)).toEqual(owners)
  })

  it('everybody whose approval is demanded, for every file of the example programme', () => {
    const programme = programmeIn(root)
    const paths = [...programme.paths].filter((path) => !path.startsWith('decisions/'))
    const asked = ownersOf(codeowners(programme), paths)
    const stranger = { login: 'fremmed', id: 1 }
    for (const path of paths) {
      const { demands } = authority({
        base: programme,
        head: { commit: 'head', programme },
        changes: [{ path, kind: 'changed' }],
        author: stranger,
        byAuthorAlone: true,
        approvals: [],
      })
      const demanded = demands.flatMap(({ from }) => from.map(({ login }) => `@${login}`))
      expect(asked.get(path), path).toEqual(expect.arrayContaining(demanded))
      if (!path.endsWith('/agency.yaml')) expect(asked.get(path)?.length, path).toBe(demanded.length)
    }
  })
})

describe('the command', () => {
  it('writes the file, and is content with it the next time', () => {
    const folder = world()
    expect(mobilitet(folder, ['owners'])).toEqual({ code: 0, out: `${file} er skrevet.\n`, err: '' })
    expect(readFileSync(join(folder, file), 'utf8')).toBe(codeowners(programmeIn(folder)))
    const fresh = { code: 0, out: `${file} er oppdatert.\n`, err: '' }
    expect(mobilitet(folder, ['owners'])).toEqual(fresh)
    expect(mobilitet(folder, ['owners', '--check'])).toEqual(fresh)
  })

  it('refuses a stale one with 2, and writes nothing', () => {
    const folder = world({ [file]: '* @fremmed\n' })
    const { code, out } = mobilitet(folder, ['owners', '--check'])
    expect({ code, out }).toEqual({ code: 2, out: `${file} er utdatert. Kjør «mobilitet owners».\n` })
    expect(readFileSync(join(folder, file), 'utf8')).toBe('* @fremmed\n')
  })

  it('refuses one that is missing', () => {
    expect(mobilitet(world(), ['owners', '--check']).code).toBe(2)
  })

  it('goes stale when an agency changes its approvers', () => {
    const folder = world()
    mobilitet(folder, ['owners'])
    change(folder, { [kldFile]: withoutApprovers(kldFile) })
    expect(mobilitet(folder, ['owners', '--check']).code).toBe(2)
  })

  it('writes nothing when the settings cannot be read, for then nobody would be the office', () => {
    const folder = world({ [settings]: 'office: [', [file]: '* @kontoret-example\n' })
    const { code, out } = mobilitet(folder, ['owners'])
    expect(code).toBe(2)
    expect(out).toContain(settings)
    expect(readFileSync(join(folder, file), 'utf8')).toBe('* @kontoret-example\n')
  })

  it('has been run for this programme', () => {
    expect(readFileSync(join(root, file), 'utf8')).toBe(codeowners(programmeIn(root)))
  })
})
