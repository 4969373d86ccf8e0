/** Which agreements are released, and what is done on GitHub for it: whatever is there, never twice, never changed. */
import { describe, expect, it } from 'vitest'
import type { Action } from '../../src/core/plan/action.ts'
import type { Asset, Release } from '../../src/core/plan/forge.ts'
import type { AssetFile } from '../../src/core/plan/release/manifest.ts'
import {
  type Candidate,
  hindrance,
  isSettled,
  mostActions,
  planReleases,
} from '../../src/core/plan/release/release.ts'
import { isWhole, releaseBody } from '../../src/core/plan/release/seal.ts'
import { all, commit, edition, type Files, path, replacing, self, stranger, tag } from './release-world.ts'

const digest = (n: number) => `sha256:${String(n).repeat(64)}`

const assets: readonly AssetFile[] = [1, 2, 3].map((n) => ({
  name: n === 3 ? 'manifest.json' : `kld-dfo.v1.n${n}.html`,
  type: 'text/html; charset=utf-8',
  digest: digest(n),
  content: `${n}`,
}))

const terms = digest(7)
const body = releaseBody({ terms, commit, assets }, 'Les dette.')
const wanted = { commit, name: 'Avtalen – versjon 1', body, assets }

const ready: Candidate = {
  agreement: 'kld-dfo',
  version: 1,
  tag,
  termsDigest: terms,
  publishedDigest: undefined,
  whole: false,
  tagged: false,
  hindrance: undefined,
  wanted,
}

/** Of one that is published with the terms it has. */
const settling = { tagged: true, whole: true, publishedDigest: terms }

function asset(file: AssetFile, id: number, other: Partial<Asset> = {}): Asset {
  return { id, name: file.name, size: 1, digest: file.digest, complete: true, ...other }
}

const draft: Release = {
  id: 5,
  tag,
  name: wanted.name,
  body: wanted.body,
  draft: true,
  immutable: false,
  commit,
  author: self,
  assets: assets.map((file, n) => asset(file, 50 + n)),
}

const published: Release = { ...draft, id: 4, draft: false, immutable: true }

function plan(candidates: readonly Candidate[], ...releases: readonly Release[]) {
  return planReleases({ candidates, notes: [], releases, self })
}

function deeds(actions: readonly Action[]): readonly string[] {
  return actions.map((action) => {
    if (action.kind === 'delete-asset') return `delete-asset ${action.asset} ${action.name}`
    return action.kind === 'upload-asset' ? `upload-asset ${action.name}` : action.kind
  })
}

const uploads = assets.map(({ name }) => `upload-asset ${name}`)
const publish = {
  kind: 'publish-release',
  tag,
  assets: assets.map(({ name, digest }) => ({ name, digest })),
} as const

const nothing = { actions: [], notes: [], blocked: false }

describe('an agreement that is ready', () => {
  it('is drafted, filled, and only then published', () => {
    const { actions, notes, blocked } = plan([ready])
    expect(deeds(actions)).toEqual(['draft-release', ...uploads, 'publish-release'])
    expect(actions[0]).toEqual({ kind: 'draft-release', tag, commit, name: wanted.name, body: wanted.body })
    expect(actions.at(-1)).toEqual(publish)
    expect([notes, blocked]).toEqual([[], false])
  })

  it('is left alone when it is published with the same terms, however it would be rendered today', () => {
    const newer = { ...wanted, assets: [{ ...(assets[0] as AssetFile), digest: digest(9) }] }
    const candidate = { ...ready, ...settling, wanted: newer }
    expect(isSettled(candidate)).toBe(true)
    expect(plan([candidate], published)).toEqual(nothing)
  })

  it('is released whatever other agreements and versions have been', () => {
    const others = ['kld-dfo/v2', 'kld-dfo-2/v1', 'kld-dfo'].map((other) => ({ ...published, tag: other }))
    expect(deeds(plan([ready], ...others).actions)[0]).toBe('draft-release')
  })
})

describe('a draft of ours that a run has left half done', () => {
  const repaired = (other: Partial<Release>) => plan([ready], { ...draft, ...other })

  it('is only published when everything is there', () => {
    expect(repaired({}).actions).toEqual([publish])
  })

  it('is the same draft with GitHub’s line ends in it', () => {
    expect(repaired({ body: `${wanted.body.replaceAll('\n', '\r\n')}\r\n` }).actions).toEqual([publish])
  })

  it('gets the files it lacks', () => {
    const { actions } = repaired({ assets: draft.assets.slice(0, 1) })
    expect(deeds(actions)).toEqual([...uploads.slice(1), 'publish-release'])
  })

  it('has a file replaced that was broken off, is otherwise than it should be, or does not belong there', () => {
    const [first, second, third] = assets as [AssetFile, AssetFile, AssetFile]
    const { actions } = repaired({
      assets: [
        asset(first, 50, { complete: false }),
        asset(second, 51, { digest: digest(9) }),
        asset(third, 52),
        asset({ ...third, name: 'virus.exe' }, 53),
      ],
    })
    expect(deeds(actions)).toEqual([
      `delete-asset 50 ${first.name}`,
      `delete-asset 51 ${second.name}`,
      'delete-asset 53 virus.exe',
      ...uploads.slice(0, 2),
      'publish-release',
    ])
  })

  it('keeps a file whose digest GitHub does not tell; uploading finds out what it is', () => {
    const { actions } = repaired({ assets: draft.assets.map((one) => ({ ...one, digest: undefined })) })
    expect(deeds(actions)).toEqual([...uploads, 'publish-release'])
  })

  it.each([
    ['commit', { commit: '2'.repeat(40) }],
    ['name', { name: 'Noe annet' }],
    ['notes', { body: 'Noe annet' }],
  ])('is brought up to date when it has another %s', (_what, other) => {
    const { actions } = repaired(other)
    expect(actions).toEqual([
      { kind: 'update-release', release: 5, commit, name: wanted.name, body: wanted.body },
      publish,
    ])
  })

  it('is the oldest, where two runs at once have made one each, and the other is told of', () => {
    const { actions, notes, blocked } = plan([ready], { ...draft, id: 9, assets: [] }, draft)
    expect(actions).toEqual([publish])
    expect(notes).toEqual([{ note: 'release-drafts', args: { tag, count: 1 } }])
    expect(blocked).toBe(false)
  })

  it('is left alone once the release is published, and told of, so that somebody can delete it', () => {
    const settled = { ...ready, ...settling, wanted: undefined }
    const left = { note: 'release-drafts-left', args: { tag, count: 1 } }
    expect(plan([settled], draft, published)).toEqual({ ...nothing, notes: [left] })
  })
})

describe('nothing is touched, and somebody must look,', () => {
  const blocked = (note: string, args: object) => ({ actions: [], notes: [{ note, args }], blocked: true })
  const byStranger = { author: stranger }

  it('when it is published with other terms', () => {
    const changed = { ...ready, ...settling, publishedDigest: digest(8), wanted: undefined }
    const expected = blocked('release-other-terms', { agreement: 'kld-dfo', version: 1 })
    expect(plan([changed], published)).toEqual(expected)
    const open = { note: 'release-negotiating', args: { agreement: 'kld-dfo', count: 1 } }
    expect(plan([{ ...changed, hindrance: open }], published)).toEqual(expected)
  })

  it('when it is published under our account, but not as we would', () => {
    const other = { ...ready, ...settling, whole: false, wanted: undefined }
    expect(isSettled(other)).toBe(false)
    expect(plan([other], published)).toEqual(blocked('release-not-whole', { tag }))
  })

  it.each([
    ['published', { ...published, ...byStranger }, true],
    ['drafted', { ...draft, ...byStranger }, false],
  ])('when somebody else has %s it', (_what, release, tagged) => {
    expect(plan([{ ...ready, tagged }], release)).toEqual(blocked('release-by-others', { tag }))
  })

  it('when somebody else has drafted it beside us', () => {
    const two = plan([ready], { ...draft, ...byStranger, id: 9 }, draft)
    expect(two).toEqual(blocked('release-by-others', { tag }))
  })

  it.each([
    ['alone', []],
    ['beside a draft of ours, which it would lead astray', [draft]],
  ])('when the tag is there %s', (_what, releases) => {
    expect(plan([{ ...ready, tagged: true }], ...releases)).toEqual(blocked('release-tag-taken', { tag }))
  })

  it('but the others are released all the same', () => {
    const other = { ...ready, agreement: 'nav-dfo', tag: 'nav-dfo/v1' }
    const { actions, blocked } = plan([{ ...ready, tagged: true }, other])
    expect(deeds(actions)[0]).toBe('draft-release')
    expect(blocked).toBe(true)
  })
})

describe('a release that is published', () => {
  const [first, ...rest] = published.assets as [Asset, ...Asset[]]

  it('is as we make them', () => {
    expect(isWhole(published, commit)).toBe(true)
  })

  it('is taken for it where GitHub does not tell digests', () => {
    const untold = published.assets.map((one) => ({ ...one, digest: undefined }))
    expect(isWhole({ ...published, assets: untold }, commit)).toBe(true)
  })

  it.each<[string, Partial<Release>]>([
    ['without any file', { assets: [] }],
    ['without its manifest', { assets: published.assets.slice(0, -1) }],
    ['with a document too few', { assets: rest }],
    ['with another document', { assets: [{ ...first, digest: digest(9) }, ...rest] }],
    ['with a file too many', { assets: [...published.assets, { ...first, name: 'mer.html' }] }],
    ['with half a file', { assets: [{ ...first, complete: false }, ...rest] }],
    ['without anything that says what it is', { body: 'Les dette.' }],
  ])('is not, %s', (_what, other) => {
    expect(isWhole({ ...published, ...other }, commit)).toBe(false)
  })

  it('is not, when its tag leads somewhere else, or nowhere', () => {
    expect(isWhole(published, '2'.repeat(40))).toBe(false)
    expect(isWhole(published, undefined)).toBe(false)
  })
})

describe('an agreement that is not ready', () => {
  const note = { note: 'release-proposed', args: { agreement: 'kld-dfo' } }

  it('is not released, and it is said why', () => {
    expect(plan([{ ...ready, hindrance: note, wanted: undefined }])).toEqual({ ...nothing, notes: [note] })
  })

  it('is not spoken of when it has been released, as one that is terminated afterwards', () => {
    const over = { ...ready, ...settling, hindrance: note, wanted: undefined }
    expect(plan([over], published)).toEqual(nothing)
  })

  it('is told of when nobody can read it', () => {
    expect(planReleases({ candidates: [], notes: [note], releases: [], self })).toEqual({
      ...nothing,
      notes: [note],
    })
  })

  it('keeps its note when nobody can tell what its terms are', () => {
    const unknown = { ...ready, ...settling, hindrance: note, termsDigest: undefined, wanted: undefined }
    expect(plan([unknown], published)).toEqual({ ...nothing, notes: [note] })
  })
})

describe('many at once', () => {
  it('are as many as one run may write, whole releases only, and the rest come later', () => {
    const many = Array.from({ length: 100 }, (_, n) => ({ ...ready, agreement: `a-${n}`, tag: `a-${n}/v1` }))
    const { actions, notes } = plan(many)
    expect(actions.length).toBeLessThanOrEqual(mostActions)
    expect(actions.filter(({ kind }) => kind === 'publish-release')).toHaveLength(80)
    expect(notes).toEqual([{ note: 'release-later', args: { count: 20 } }])
  })

  it('are at least one, however large it is', () => {
    const files = Array.from({ length: 600 }, (_, n) => ({ ...(assets[0] as AssetFile), name: `${n}.html` }))
    const large = { ...ready, wanted: { ...wanted, assets: files } }
    const settled = { ...ready, ...settling, agreement: 'a', tag: 'a/v1' }
    const { actions, notes } = plan([settled, large, large], { ...published, tag: 'a/v1' })
    expect(actions).toHaveLength(602)
    expect(notes).toEqual([{ note: 'release-later', args: { count: 1 } }])
  })
})

describe('an agreement is ready', () => {
  const judged = (files: Files, { today = '2026-11-22', errors = 0 } = {}) => {
    const { agreement, programme } = edition(files)
    return hindrance({ id: 'kld-dfo', agreement, programme, today, errors })
  }
  const args = { agreement: 'kld-dfo' }
  const signed = (text: string) =>
    `${text}signatures:\n${['kld', 'dfo'].map((party) => `  - { party: ${party}, role: Direktør, date: 2026-11-20, method: ink, terms: "${edition().termsDigest}" }\n`).join('')}`
  const ended = (text: string) =>
    `${text}termination: { date: 2026-11-21, by: kld, reason: Vi ble enige om å avslutte. }\n`

  it.each([
    ['when all have said yes and nothing is open', {}],
    ['when it is signed', { [path]: signed }],
  ])('%s', (_when, files) => {
    expect(judged(files)).toBeUndefined()
  })

  it('while it runs, and when it is over', () => {
    for (const today of ['2027-06-01', '2029-01-01'])
      expect(judged({ [path]: signed }, { today })).toBeUndefined()
  })

  it.each([
    [
      'before all have said yes',
      { [path]: replacing('  - { party: dfo, date: 2026-11-12 }\n', '') },
      'release-proposed',
      {},
    ],
    [
      'while questions are open',
      {
        [path]: all(
          replacing('employer: sender', 'employer: null'),
          replacing('payer: sender', 'payer: null'),
        ),
      },
      'release-negotiating',
      // Whose working hours is only asked of one who is lent out.
      { count: 2 },
    ],
    ['when it has been terminated', { [path]: ended }, 'release-terminated', {}],
  ])('but not %s', (_when, files, note, more) => {
    expect(judged(files)).toEqual({ note, args: { ...args, ...more } })
  })

  it('but not while errors stand in the way, or it cannot be read', () => {
    expect(judged({}, { errors: 3 })).toEqual({ note: 'release-errors', args: { ...args, count: 3 } })
    const { programme } = edition()
    const unread = hindrance({
      id: 'kld-dfo',
      agreement: undefined,
      programme,
      today: '2026-11-22',
      errors: 0,
    })
    expect(unread).toEqual({ note: 'release-errors', args: { ...args, count: 1 } })
  })

  it('but not when an agency it names cannot be read: nobody can say what the terms are', () => {
    const { agreement, programme } = edition()
    const without = { ...programme, agencies: new Map([...programme.agencies].slice(1)) }
    const found = hindrance({ id: 'kld-dfo', agreement, programme: without, today: '2026-11-22', errors: 0 })
    expect(found).toEqual({ note: 'release-errors', args: { ...args, count: 1 } })
  })
})
