/**
 * Poeng: how well two feasible registrations fit, 0–100. Each part of the score says what it saw and in which two
 * fields. To add a part: a weight in the programme's settings and one object in the list below.
 */
import type { FieldReference, Reason, Registration, ScorePart } from '../model.ts'
import { apportion } from './apportion.ts'
import { type Context, fullScore, scoreParts } from './context.ts'
import { commonWeeks, levelSteps } from './feasible.ts'
import { given, inBoth, listed, naming, wanted } from './sides.ts'
import { fieldsOf, similarity } from './similarity.ts'
import { bestFits } from './taxonomy.ts'

type Judgement = {
  /** The share of the part's points that is earned, 0–1. */
  readonly share: number
  readonly fields: readonly FieldReference[]
  readonly args: Reason['args']
}

/** `wants` is the one that learns, as in {@link import('./feasible.ts').Constraint}. */
type Judge = (wants: Registration, gives: Registration, context: Context) => Judgement

/** Every wanted area counts alike; an area that is only near counts for as much as it is near. */
const competence: Judge = (wants, gives, { competences }) => {
  const [want, give] = [wanted(wants), given(gives)]
  const fits = bestFits(competences, want.ids, give.ids)
  const sum = fits.reduce((total, { closeness }) => total + closeness, 0)
  return {
    share: sum / Math.max(1, want.ids.length),
    fields: [
      ...fits.map((fit) => ({ file: wants.file, at: `${want.field}.${fit.wanted}` })),
      ...[...new Set(fits.map((fit) => fit.given))].map((at) => ({
        file: gives.file,
        at: `${give.field}.${at}`,
      })),
    ],
    args: {
      how: fits.every(({ closeness }) => closeness === 1) ? 'same' : 'near',
      wantedCompetences: listed(fits.map((fit) => want.ids[fit.wanted] ?? '')),
      givenCompetences: listed(fits.map((fit) => give.ids[fit.given] ?? '')),
      covered: fits.length,
      of: want.ids.length,
    },
  }
}

const shownWords = 5

const text: Judge = (wants, gives, { ideas }) => {
  const [mine, theirs] = [ideas.get(wants.id), ideas.get(gives.id)]
  if (!mine || !theirs) return { share: 0, fields: [], args: { how: 'none', count: 0 } }
  const { share, words, at } = similarity(mine, theirs)
  return {
    share,
    fields: [...fieldsOf(wants, at[0]), ...fieldsOf(gives, at[1])],
    args: {
      how: words.length > 0 ? 'some' : 'none',
      count: words.length,
      words: words.slice(0, shownWords).join(', '),
    },
  }
}

/** Who has named no group is open to all: half the points, since nothing speaks for or against. */
const targetGroup: Judge = (wants, gives, { targetGroups }) => {
  if (wants.targetGroups.length === 0 || gives.targetGroups.length === 0) {
    return { share: 0.5, fields: inBoth(wants, gives, 'targetGroups'), args: { how: 'open' } }
  }
  const fits = bestFits(targetGroups, wants.targetGroups, gives.targetGroups)
  const best = Math.max(0, ...fits.map(({ closeness }) => closeness))
  const nearest = fits.filter(({ closeness }) => closeness === best)
  return {
    share: best,
    fields: nearest.flatMap((fit) => [
      { file: wants.file, at: `targetGroups.${fit.wanted}` },
      { file: gives.file, at: `targetGroups.${fit.given}` },
    ]),
    args: {
      how: best === 1 ? 'same' : best > 0 ? 'near' : 'none',
      targetGroups: listed(
        nearest.flatMap((fit) => [wants.targetGroups[fit.wanted] ?? '', gives.targetGroups[fit.given] ?? '']),
      ),
    },
  }
}

/** A wish that is not returned is still worth more than half: somebody has to wish first. */
const wish: Judge = (wants, gives, { agencies }) => {
  const mine = naming(wants, 'wished', gives.agency, agencies)
  const theirs = naming(gives, 'wished', wants.agency, agencies)
  return {
    share: mine && theirs ? 1 : mine || theirs ? 0.6 : 0,
    fields: [mine, theirs].filter((field) => field !== undefined),
    args: {
      how: mine && theirs ? 'mutual' : mine || theirs ? 'one-way' : 'none',
      wisher: mine || !theirs ? wants.agency : gives.agency,
      wished: mine || !theirs ? gives.agency : wants.agency,
    },
  }
}

/** Full marks when the longest stay both want fits into the time they share. */
const period: Judge = (wants, gives, { today }) => {
  const common = commonWeeks(wants, gives, today)
  const longest = Math.min(wants.duration.maxWeeks, gives.duration.maxWeeks)
  return {
    share: Math.min(1, common / longest),
    fields: [
      ...inBoth(wants, gives, 'period.from'),
      ...inBoth(wants, gives, 'period.to'),
      {
        file: (wants.duration.maxWeeks <= gives.duration.maxWeeks ? wants : gives).file,
        at: 'duration.maxWeeks',
      },
    ],
    args: { how: common >= longest ? 'roomy' : 'tight', count: common, longest },
  }
}

const place: Judge = (wants, gives) => {
  const here = wants.place.municipality === gives.place.municipality
  const presences = [wants.place.presence, gives.place.presence]
  const remote = presences.every((presence) => presence === 'digital')
  const partly = presences.some((presence) => presence !== 'on-site')
  return {
    share: here || remote ? 1 : partly ? 0.5 : 0,
    fields: inBoth(wants, gives, here ? 'place.municipality' : 'place.presence'),
    args: {
      how: here ? 'same' : remote ? 'digital' : partly ? 'partly' : 'travel',
      municipality: gives.place.municipality,
    },
  }
}

const level: Judge = (wants, gives) => {
  const steps = levelSteps(wants, gives)
  return {
    share: steps === 0 ? 1 : steps === 1 ? 0.5 : 0,
    fields: inBoth(wants, gives, 'level'),
    args: { how: steps === 0 ? 'same' : 'near', wantedLevel: wants.level, givenLevel: gives.level },
  }
}

/** Bokmål and nynorsk are read by everybody in the state (språklova § 4); another language asks more of a guest. */
const language: Judge = (wants, gives) => {
  const same = wants.language === gives.language
  const norwegian = wants.language !== 'en' && gives.language !== 'en'
  return {
    share: same ? 1 : norwegian ? 0.8 : 0.4,
    fields: inBoth(wants, gives, 'language'),
    args: {
      how: same ? 'same' : norwegian ? 'norwegian' : 'other',
      wantedLanguage: wants.language,
      givenLanguage: gives.language,
    },
  }
}

const judges: Readonly<Record<ScorePart, Judge>> = {
  competence,
  text,
  targetGroup,
  wish,
  period,
  place,
  level,
  language,
}

/**
 * Why two registrations fit: one reason per part that has a weight. Points are in tenths and add up to at most 100;
 * `outOf` adds up to exactly 100.
 */
export function score(wants: Registration, gives: Registration, context: Context): readonly Reason[] {
  return scoreParts.flatMap((part) => {
    const outOf = context.outOf[part]
    if (outOf === 0) return []
    const { share, fields, args } = judges[part](wants, gives, context)
    const sides = { learner: wants.agency, teacher: gives.agency }
    return [
      {
        part,
        points: Math.round(share * outOf) / 10,
        outOf: outOf / 10,
        fields,
        args: { ...sides, ...args },
      },
    ]
  })
}

/** The reasons of a rotation: those of its links, each link with an equal part of the 100 points. */
export function shareOut(links: readonly (readonly Reason[])[]): readonly Reason[] {
  const all = links.flat()
  const outOf = apportion(
    all.map((reason) => tenths(reason.outOf)),
    fullScore,
  )
  return all.map((reason, at) => {
    const mine = outOf[at] ?? 0
    const share = reason.outOf === 0 ? 0 : reason.points / reason.outOf
    return { ...reason, points: Math.round(share * mine) / 10, outOf: mine / 10 }
  })
}

/** Sum of points in tenths: a whole number. */
export function total(reasons: readonly Reason[]): number {
  return reasons.reduce((sum, { points }) => sum + tenths(points), 0)
}

/** 0–100, rounded, as people see it. */
export function rounded(reasons: readonly Reason[]): number {
  return Math.round(total(reasons) / 10)
}

function tenths(points: number): number {
  return Math.round(points * 10)
}
