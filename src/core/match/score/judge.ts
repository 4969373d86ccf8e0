/**
 * The parts of a score: what each looks at, and what it has to say for itself. To add a part: a weight in the schema
 * of the programme's settings, its place in `scoreParts`, and one function here.
 */
import type { Registration, ScorePart } from '../../model.ts'
import { commonWeeks, levelSteps } from '../fit/feasible.ts'
import { inBoth, listed, naming } from '../fit/sides.ts'
import { commonWords, similarity } from '../text/similarity.ts'
import { competence } from './competence.ts'
import type { Judge } from './judgement.ts'
import { bestFits } from './taxonomy.ts'

const shownWords = 5

const text: Judge = (wants, gives, { ideas }) => {
  const [mine, theirs] = [ideas.get(wants.id), ideas.get(gives.id)]
  if (!mine || !theirs)
    return { share: 0, because: () => ({ fields: [], args: { how: 'none', count: 0, words: '' } }) }
  return {
    share: similarity(mine, theirs),
    because: () => {
      const { words, at } = commonWords(mine, theirs)
      const shown = words.slice(0, shownWords).join(', ')
      return {
        fields: [
          ...at[0].map((field) => ({ file: wants.file, at: field })),
          ...at[1].map((field) => ({ file: gives.file, at: field })),
        ],
        args: {
          how: words.length === 0 ? 'none' : words.length > shownWords ? 'many' : 'few',
          count: words.length,
          words: shown,
        },
      }
    },
  }
}

/** Who has named no group is open to all: half the points, since nothing speaks for or against. */
const targetGroup: Judge = (wants, gives, { targetGroups }) => {
  if (wants.targetGroups.length === 0 || gives.targetGroups.length === 0) {
    return {
      share: 0.5,
      because: () => ({ fields: inBoth(wants, gives, 'targetGroups'), args: { how: 'open' } }),
    }
  }
  const fits = bestFits(targetGroups, wants.targetGroups, gives.targetGroups)
  const best = Math.max(0, ...fits.map(({ closeness }) => closeness))
  const nearest = fits.filter(({ closeness }) => closeness === best)
  const named = nearest.flatMap((fit) => [
    wants.targetGroups[fit.wanted] ?? '',
    gives.targetGroups[fit.given] ?? '',
  ])
  return {
    share: best,
    because: () => ({
      fields: nearest.flatMap((fit) => [
        { file: wants.file, at: `targetGroups.${fit.wanted}` },
        { file: gives.file, at: `targetGroups.${fit.given}` },
      ]),
      args: { how: best === 1 ? 'same' : best > 0 ? 'near' : 'none', targetGroups: listed(named) },
    }),
  }
}

/** A wish that is not returned is still worth more than half: somebody has to wish first. */
const wish: Judge = (wants, gives, { agencies }) => {
  const mine = naming(wants, 'wished', gives.agency, agencies)
  const theirs = naming(gives, 'wished', wants.agency, agencies)
  const [wisher, wished] = theirs && !mine ? [gives, wants] : [wants, gives]
  return {
    share: mine && theirs ? 1 : mine || theirs ? 0.6 : 0,
    because: () => ({
      fields: [mine, theirs].filter((field) => field !== undefined),
      args: {
        how: mine && theirs ? 'mutual' : mine || theirs ? 'one-way' : 'none',
        wisher: wisher.agency,
        wished: wished.agency,
      },
    }),
  }
}

/** Room to move in time counts in full; room in the percentage of a post takes at most a fifth away. */
const period: Judge = (wants, gives, { today }) => {
  const common = commonWeeks(wants, gives, today)
  const longest = Math.min(wants.duration.maxWeeks, gives.duration.maxWeeks)
  const limiting = wants.duration.maxWeeks === longest ? wants : gives
  const { room, workload, fields } = commonWorkload(wants, gives)
  return {
    share: Math.min(1, common / longest) * (1 - tightWorkload * (1 - room)),
    because: () => ({
      fields: [
        ...inBoth(wants, gives, 'period.from'),
        ...inBoth(wants, gives, 'period.to'),
        { file: limiting.file, at: 'duration.maxWeeks' },
        ...(room < 1 ? fields : []),
      ],
      args: {
        how: `${common >= longest ? 'roomy' : 'tight'}${room < 1 ? '-workload' : ''}`,
        count: common,
        longest,
        workload,
      },
    }),
  }
}

/** What the period loses when no more than one percentage of a post suits both. */
const tightWorkload = 0.2

/** How much of the narrower range of per cent suits both, 0–1, and which. */
function commonWorkload(wants: Registration, gives: Registration) {
  const demanding = wants.workload.min >= gives.workload.min ? wants : gives
  const limited = wants.workload.max <= gives.workload.max ? wants : gives
  const [least, most] = [demanding.workload.min, limited.workload.max]
  const narrower = Math.min(...[wants, gives].map(({ workload }) => workload.max - workload.min))
  return {
    room: least > most ? 0 : narrower === 0 ? 1 : (most - least) / narrower,
    workload: least < most ? `${least}–${most}` : String(most),
    fields: [
      { file: demanding.file, at: 'workload.min' },
      { file: limited.file, at: 'workload.max' },
    ],
  }
}

/** Nobody is refused for having to travel; who need not travel is a little ahead. */
const place: Judge = (wants, gives) => {
  const here = wants.place.municipality === gives.place.municipality
  const presences = [wants.place.presence, gives.place.presence]
  const remote = presences.every((presence) => presence === 'digital')
  const partly = presences.some((presence) => presence !== 'on-site')
  return {
    share: here || remote ? 1 : partly ? 0.5 : 0,
    because: () => ({
      fields: inBoth(wants, gives, here ? 'place.municipality' : 'place.presence'),
      args: {
        how: here ? 'same' : remote ? 'digital' : partly ? 'partly' : 'travel',
        municipality: gives.place.municipality,
      },
    }),
  }
}

const level: Judge = (wants, gives) => {
  const steps = levelSteps(wants, gives)
  return {
    share: steps === 0 ? 1 : steps === 1 ? 0.5 : 0,
    because: () => ({
      fields: inBoth(wants, gives, 'level'),
      args: {
        how: steps === 0 ? 'same' : steps === 1 ? 'near' : 'far',
        wantedLevel: wants.level,
        givenLevel: gives.level,
      },
    }),
  }
}

/** Bokmål and nynorsk are both read throughout the state; another language asks more of a guest. */
const language: Judge = (wants, gives) => {
  const same = wants.language === gives.language
  const norwegian = wants.language !== 'en' && gives.language !== 'en'
  return {
    share: same ? 1 : norwegian ? 0.8 : 0.4,
    because: () => ({
      fields: inBoth(wants, gives, 'language'),
      args: {
        how: same ? 'same' : norwegian ? 'norwegian' : 'other',
        wantedLanguage: wants.language,
        givenLanguage: gives.language,
      },
    }),
  }
}

/** One judge per part. */
export const judges: Readonly<Record<ScorePart, Judge>> = {
  competence,
  text,
  targetGroup,
  wish,
  period,
  place,
  level,
  language,
}
