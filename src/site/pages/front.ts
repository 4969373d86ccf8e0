/** Forsiden: what the programme is, the round and its deadline, the two doors in. */
import { isClosed } from '../../core/closing.ts'
import { daysBetween } from '../../core/days.ts'
import type { Round } from '../../core/model.ts'
import { formatDate, formatNumber } from '../../core/render/formatted.ts'
import { takesPart } from '../../core/succession.ts'
import { listingOf } from '../catalogue/listing.ts'
import type { PageMaker, Scene } from '../model.ts'
import { pauseOn, roundNow, roundsIn, stageOf } from '../rounds.ts'

export const frontPages: PageMaker = {
  name: 'front',
  languages: ['nb', 'nn', 'en'],
  make: (_facts, _language, sceneAt) => {
    const scene = sceneAt('')
    return [
      {
        path: '',
        title: scene.words('site-front-title'),
        description: scene.words('site-front-lead'),
        main: scene.fill('front', view(scene)),
      },
    ]
  },
}

const steps = ['register', 'match', 'agree', 'share'] as const

function view(scene: Scene) {
  const { facts, words } = scene
  const round = roundNow(roundsIn(facts.programme.settings), facts.today)
  return {
    round: round === undefined ? '' : roundView(round, scene),
    figures: figures(scene),
    steps: steps.map((step) => ({
      title: words(`site-step-${step}`),
      text: words(`site-step-${step}-text`),
    })),
  }
}

function roundView(round: Round, { facts, language, words }: Scene) {
  const { settings } = facts.programme
  const stage = stageOf(round, facts.today)
  const day = formatDate(stage === 'coming' ? round.opens : round.deadline, language)
  const left = daysBetween(facts.today, round.deadline)
  const isStill = pauseOn(settings, facts.today) !== undefined && (stage === 'open' || stage === 'coming')
  const said = isClosed(settings, facts.today) ? 'closed' : isStill ? 'paused' : stage
  return {
    name: round.name[language],
    headline: words(`site-round-${said}`, { name: round.name[language], date: day }),
    left:
      said === 'open'
        ? left === 0
          ? words('site-round-last-day')
          : words('site-round-left', { count: left })
        : '',
    period: words('site-round-period', {
      from: formatDate(round.from, language),
      to: formatDate(round.to, language),
    }),
  }
}

/** The same needs and offers as the catalogue counts; in a pause those that wait for its end. */
function figures({ facts, language, link, words }: Scene) {
  const { programme, matching } = facts
  const open = listingOf(facts).filter(
    ({ entry }) => entry.standing === 'open' || entry.standing === 'paused',
  )
  const kinds = (kind: string) => open.filter(({ entry }) => entry.kind === kind).length
  const rows: readonly (readonly [string, number, string])[] = [
    ['agencies', [...programme.agencies.values()].filter(takesPart).length, 'virksomheter/'],
    ['needs', kinds('need'), 'katalog/?kind=need'],
    ['offers', kinds('offer'), 'katalog/?kind=offer'],
    ['proposals', matching.proposals.length, 'katalog/'],
    ['agreements', programme.agreements.size, 'avtaler/'],
  ]
  return rows.map(([name, count, path]) => ({
    name,
    count: formatNumber(count, language),
    label: words(`site-figure-${name}`, { count }),
    href: link(path),
  }))
}
