import { expect } from 'vitest'
import { approves, held, ours, proposes, reviewed, writes } from '../../review-scenes.ts'
import { type Story, textOf } from '../../story.ts'

const offer = 'agencies/nav/offers/rettleiing.yaml'

const good = textOf('agencies/dfo/offers/klimadata.yaml')
  .replace(/^title: .*/m, 'title: Rettleiing av brukarar')
  .replace('language: nb', 'language: nn')
  .replace(
    /^background: .*/m,
    'background: Vi tek gjerne imot ein kollega som vil sjå korleis vi rettleier brukarar.',
  )
  .replace(/ {2}- Kunne .*/, '  - Kunne setje saman ei god rettleiing')

const bad = good.replace('competences: [klimaregnskap]', 'competences: [klimaregskap]')

/** Words that nobody who writes nynorsk would use. */
const words = [
  ...[
    'ikke',
    'hva',
    'hvem',
    'hvor',
    'hvorfor',
    'hvordan',
    'noen',
    'noe',
    'dere',
    'deres',
    'ennå',
    'bare',
    'nå',
  ],
  ...[
    'virksomhet',
    'virksomheten',
    'endringen',
    'kommentaren',
    'siden',
    'feilen',
    'filen',
    'listen',
    'rettes',
  ],
  ...['gjøre', 'fra', 'selv', 'velg', 'mente', 'mangler', 'gjelder', 'teller', 'sted', 'varighet'],
]
const bokmal = new RegExp(`(?<!\\p{L})(?:${words.join('|')})(?!\\p{L})`, 'iu')

/** An agency that writes nynorsk is answered in nynorsk, in every line. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, run, look } = teller
    const answered = async (pull: number) => {
      for (const text of await ours(bench, pull)) expect(text).not.toMatch(bokmal)
      await look(pull)
    }
    say('Nav melder eit tilbod, med ein skrivefeil.')
    const pull = await proposes(teller, 'nav-example', 'Nytt tilbod frå Nav', { [offer]: bad })
    await held(teller, pull, () => reviewed(teller, pull))
    await answered(pull)

    say('Feilen blir retta, og Nav vil vente litt.')
    await bench.push('nav-example', 'endring', { [offer]: good }, { onFork: true })
    await reviewed(teller, pull)
    await writes(teller, 'nav-example', pull, '/vent')
    await answered(pull)
    await writes(teller, 'nav-example', pull, '/hald-fram')
    await writes(teller, 'nav-example', pull, '/hjelp')
    await writes(teller, 'nav-example', pull, '/godta')
    await answered(pull)

    say('Ein framand endrar tilbodet. Nav må godkjenne.')
    await bench.merge({ by: 'kontoret-example', pull })
    const changed = { [offer]: good.replace('20, max: 100', '20, max: 60') }
    const other = await proposes(teller, 'fremmed', 'Lågare prosent', changed, 'prosent')
    await held(teller, other, () => reviewed(teller, other))
    await approves(teller, 'dfo-example', other)
    await answered(other)

    say('Når noko sviktar hos oss, blir det også fortalt på nynorsk.')
    bench.before({ method: 'GET', path: new RegExp(`/pulls/${other}/commits`) }, 'HTML')
    await run('review', { input: { pull: String(other) }, language: 'nn' })
    await answered(other)
  },
}
