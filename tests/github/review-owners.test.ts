/** On the bench: what must not be agreed to, promised or refused on behalf of others. */
import { describe, expect, it } from 'vitest'
import { declinedBy } from '../core/authority-stories.ts'
import {
  approves,
  need,
  ours,
  type Person,
  proposes,
  reviewed,
  titled,
  verdict,
  writes,
} from './review-scenes.ts'
import { type Story, type Teller, textOf, told } from './story.ts'

const agreement = 'agreements/kld-dfo/agreement.yaml'
const offer = 'agencies/dfo/offers/nytt.yaml'
const decision = 'decisions/kld.klimaregnskap--dfo.klimadata.yaml'
const absent = { [agreement]: undefined }

async function story(tell: Story['tell'], files: Story['files'] = {}): Promise<void> {
  await told('eierne', { files, tell })
}

/** Pushed to a branch of the programme itself, where more than one can push. */
async function pushes({ bench }: Teller, by: Person, files: Record<string, string>): Promise<void> {
  bench.role(by, 'write')
  await bench.push(by, 'felles', files)
}

const said = async ({ bench }: Teller, pull: number) => (await ours(bench, pull)).at(-1) ?? ''

describe('a twin of a folder', () => {
  it('lets nobody make an agreement between others', () =>
    story(async (teller) => {
      const twin = { [agreement]: textOf(agreement), 'Agreements/kld-dfo/agreement.yaml': 'x\n' }
      const pull = await proposes(teller, 'nav-example', 'Ny avtale', twin)
      await approves(teller, 'kontoret-example', pull)
      expect(await verdict(teller.bench, pull)).toBe('failure')
      const text = await said(teller, pull)
      expect(text).toMatch(/\*\*KLD\*\* må godkjenne/)
      expect(text).toMatch(/\*\*DFØ\*\* må godkjenne/)
      expect(text).toContain('ligger på feil sted')
    }, absent))

  it('lets nobody make an offer for another agency', () =>
    story(async (teller) => {
      const text = textOf('agencies/dfo/offers/klimadata.yaml')
      const pull = await proposes(teller, 'fremmed', 'Nytt tilbud', {
        [offer]: text.replace(/^title: .*/m, 'title: Noe DFØ aldri har tilbudt'),
        'agencies/dfo/offers/Nytt.yaml': 'x\n',
      })
      await approves(teller, 'kontoret-example', pull)
      expect(await said(teller, pull)).toMatch(/\*\*DFØ\*\* må godkjenne/)
    }))
})

describe('what others push to somebody’s pull request', () => {
  const worse = textOf(agreement).replace('noticeWeeks: 4', 'noticeWeeks: 26')

  it('is not agreed to by its author', () =>
    story(async (teller) => {
      const { bench } = teller
      await pushes(teller, 'kld-example', { [agreement]: textOf(agreement) })
      const pull = await bench.pull({ by: 'kld-example', head: 'felles', title: 'Avtale' })
      await reviewed(teller, pull)
      expect(await said(teller, pull)).toMatch(/\*\*KLD\*\* står selv bak/)
      await pushes(teller, 'dfo-example', { [agreement]: worse })
      await approves(teller, 'dfo-example', pull)
      await approves(teller, 'kontoret-example', pull)
      expect(await verdict(bench, pull)).toBe('action_required')
      expect(await said(teller, pull)).toMatch(/\*\*KLD\*\* må godkjenne/)
      expect(await said(teller, pull)).toContain('Andre enn kld-example kan ha lagt inn noe her')
      await writes(teller, 'kld-example', pull, '/godta')
      expect(await verdict(bench, pull)).toBe('success')
    }, absent))

  it('of a need is agreed to by the author who has seen it', () =>
    story(async (teller) => {
      const { bench } = teller
      await pushes(teller, 'kld-example', titled('Klimaregnskap i praksis'))
      const pull = await bench.pull({ by: 'kld-example', head: 'felles', title: 'Behov' })
      await pushes(teller, 'fremmed', { [need]: textOf(need).replace('max: 100', 'max: 50') })
      await reviewed(teller, pull)
      expect(await verdict(bench, pull)).toBe('action_required')
      await writes(teller, 'kld-example', pull, '/godta')
      expect(await verdict(bench, pull)).toBe('success')
    }))
})

describe('a no', () => {
  it('is not given by the other party', () =>
    story(async (teller) => {
      const pull = await proposes(teller, 'dfo-example', 'Avslag', { [decision]: declinedBy('kld') })
      await reviewed(teller, pull)
      expect(await said(teller, pull)).toMatch(/\*\*KLD eller programkontoret\*\* må godkjenne avslaget/)
    }))

  it('is not taken back by the other party', () =>
    story(
      async (teller) => {
        const pull = await proposes(teller, 'dfo-example', 'Likevel', { [decision]: undefined })
        await reviewed(teller, pull)
        expect(await verdict(teller.bench, pull)).toBe('failure')
        const text = await said(teller, pull)
        expect(text).toMatch(/\*\*KLD eller programkontoret\*\* må godkjenne avslaget/)
      },
      { [decision]: declinedBy('kld') },
    ))
})
