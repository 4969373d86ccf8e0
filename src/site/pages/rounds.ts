/** Rundene as a timeline: when to register, when the exchanges are, and what came of them. */
import { compare } from '../../core/diagnostic.ts'
import type { Round } from '../../core/model.ts'
import { formatDate } from '../../core/render/formatted.ts'
import { calendarLinks } from '../calendars.ts'
import { documentLinks } from '../document-links.ts'
import { Html } from '../html.ts'
import type { PageMaker, Scene } from '../model.ts'
import { type RoundStage, roundNow, roundStages, roundsIn, stageOf } from '../rounds.ts'
import { agreementRow } from './agreement-row.ts'
import { roundsDrawing } from './rounds-drawing.ts'

export const roundPages: PageMaker = {
  name: 'rounds',
  languages: ['nb', 'nn'],
  make: (facts, _language, sceneAt) => {
    const scene = sceneAt('runder/')
    const { words } = scene
    const rounds = [...roundsIn(facts.programme.settings)].sort((a, b) => compare(b.opens, a.opens))
    return [
      {
        path: 'runder/',
        title: words('site-rounds-title'),
        description: words('site-rounds-lead'),
        section: 'rounds',
        main: scene.fill('rounds', {
          drawing: rounds.length === 0 ? '' : new Html(roundsDrawing(rounds, scene)),
          legend: ['registering', 'exchanging'].map((bar) => ({ bar, meaning: words(`site-rounds-${bar}`) })),
          rounds: rounds.map((round) => roundView(round, scene)),
        }),
      },
    ]
  },
}

/** The day each stage begins. */
const beginnings: Readonly<Record<RoundStage, (round: Round) => string | undefined>> = {
  coming: () => undefined,
  open: ({ opens }) => opens,
  matching: ({ deadline }) => deadline,
  running: ({ from }) => from,
  over: ({ to }) => to,
}

function roundView(round: Round, scene: Scene) {
  const { facts, language, words } = scene
  const { programme, today } = facts
  const now = stageOf(round, today)
  const stages = roundStages.filter((stage) => stage !== 'coming')
  return {
    id: round.id,
    name: round.name[language],
    calendars: calendarLinks(`rounds/${round.id}`, scene),
    sheets: documentLinks(facts.roundSheets.get(round.id) ?? [], scene),
    now: roundNow(roundsIn(programme.settings), today)?.id === round.id,
    stage: words(`site-stage-${now}`),
    stations: stages.map((stage) => {
      const day = beginnings[stage](round)
      return {
        name: words(`site-stage-${stage}-begins`),
        day: day === undefined ? '' : formatDate(day, language),
        state: stateOf(stage, now),
        here: stage === now,
      }
    }),
    agreements: [...programme.agreements.values()]
      .filter((agreement) => agreement.round === round.id)
      .sort((a, b) => compare(a.id, b.id))
      .map((agreement) => agreementRow(agreement, scene)),
  }
}

function stateOf(stage: RoundStage, now: RoundStage): 'done' | 'now' | 'ahead' {
  const [at, own] = [roundStages.indexOf(now), roundStages.indexOf(stage)]
  return own < at ? 'done' : own === at ? 'now' : 'ahead'
}
