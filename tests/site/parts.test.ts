/** The small parts the site is put together from. */
import { describe, expect, it, test } from 'vitest'
import type { Round } from '../../src/core/model.ts'
import { html } from '../../src/site/html.ts'
import { addressOf, relative } from '../../src/site/link.ts'
import { prose } from '../../src/site/prose.ts'
import { pauseOn, roundNow, stageOf } from '../../src/site/rounds.ts'
import { templates } from '../../src/site/templates.ts'
import { programmeIn, repositoryTree } from './whole.ts'

const help = { words: (key: string) => key, link: (path: string) => path }

describe('templates', () => {
  const filled = (text: string, view: object) => templates(new Map([['page', text]]))('page', view, help)

  it('escape what is text and print what is HTML', () => {
    expect(filled('{{a}} {{b}}', { a: '<b>', b: html`<b>${'<i>'}</b>` })).toBe('&lt;b&gt; <b>&lt;i&gt;</b>')
  })

  it('name the template that lacks a value', () => {
    expect(() => filled('{{missing}}', {})).toThrow(/templates\/site\/page\.hbs: .*missing/)
  })

  it('name the template that cannot be read', () => {
    expect(() => filled('{{#if a}}', {})).toThrow('templates/site/page.hbs')
  })

  it('never print without escaping', () => {
    expect(() => filled('{{{a}}}', { a: '' })).toThrow(/line 1 prints without escaping/)
    expect(() => filled('{{#if a}}\n{{&a}}{{/if}}', { a: '' })).toThrow(/line 2/)
  })

  it('see nothing but what the view itself has', () => {
    expect(filled('{{constructor}}', {})).toBe('')
  })
})

describe('links', () => {
  test.each([
    ['', 'katalog/', 'katalog/'],
    ['katalog/dfo/klima/', 'virksomheter/dfo/', '../../../virksomheter/dfo/'],
    ['nn/katalog/', 'nn/', '../'],
    ['nn/katalog/', 'nn/katalog/', './'],
    ['avtaler/a/', 'avtaler/a/a.v1.nb.pdf', 'a.v1.nb.pdf'],
    ['avtaler/', 'katalog/?kind=need#a', '../katalog/?kind=need#a'],
  ])('from %j to %j is %j', (from, to, way) => {
    expect(relative(from, to, true)).toBe(way)
  })

  it('lead to files when the site is read from a disk', () => {
    expect(relative('nn/katalog/', 'nn/', false)).toBe('../index.html')
    expect(relative('avtaler/', 'registrer/?type=need', false)).toBe('../registrer/index.html?type=need')
  })

  it('lead from English to bokmål where there is no English', () => {
    expect(addressOf('katalog/', 'en')).toBe('katalog/')
    expect(addressOf('veiledning/', 'en')).toBe('en/veiledning/')
    expect(addressOf('', 'en')).toBe('en/')
  })
})

describe('running text', () => {
  it('shows HTML as it is written, and puts links right', () => {
    const { title, summary, body } = prose(
      '# Tittel\n\nFørste <b>avsnitt</b>.\n\n## Én & to\n\n[her](a.md) [der](b.md) ![bilde](c.png)\n\n<script>alert(1)</script>',
      (target) => (target === 'a.md' ? '../a/' : undefined),
      'Tabell',
    )
    expect(title).toBe('Tittel')
    expect(summary).toContain('Første')
    expect(body.text).toContain('<h2 id="én--to">Én &amp; to</h2>')
    expect(body.text).toContain('<a href="../a/">her</a> der bilde')
    expect(body.text).not.toContain('<script>')
  })
})

describe('rounds', () => {
  const settings = programmeIn(repositoryTree()).settings
  const rounds: readonly Round[] = settings?.rounds ?? []
  const spring = rounds.find(({ id }) => id === '2027-var')

  test.each([
    ['2026-09-14', 'coming'],
    ['2026-09-15', 'open'],
    ['2026-12-15', 'open'],
    ['2026-12-16', 'matching'],
    ['2027-01-15', 'running'],
    ['2027-12-31', 'running'],
    ['2028-01-01', 'over'],
  ])('on %s spring 2027 is %s', (day, stage) => {
    expect(spring && stageOf(spring, day)).toBe(stage)
  })

  it('the one that is open is told about first, then the next, then the last', () => {
    expect(roundNow(rounds, '2026-11-22')?.id).toBe('2027-var')
    expect(roundNow(rounds, '2026-07-01')?.id).toBe('2027-var')
    expect(roundNow(rounds, '2030-01-01')?.id).toBe('2027-var')
    expect(roundNow([], '2026-11-22')).toBeUndefined()
  })

  it('a pause holds from its first day to its last', () => {
    const reason = { nb: 'x', nn: 'x', en: 'x' }
    const paused = settings && { ...settings, pause: { from: '2026-11-01', to: '2026-11-30', reason } }
    expect(pauseOn(paused, '2026-10-31')).toBeUndefined()
    expect(pauseOn(paused, '2026-11-01')?.reason).toBe(reason)
    expect(pauseOn(paused, '2026-11-30')?.reason).toBe(reason)
    expect(pauseOn(paused, '2026-12-01')).toBeUndefined()
  })
})
