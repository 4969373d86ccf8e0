/** The settings of matching, where each is as it may be and together they say that nobody can be matched. */

import { scoreParts } from '../match/context.ts'
import { apportion } from '../match/score/apportion.ts'
import type { Settings } from '../model.ts'
import type { Rule } from './rule.ts'

const noWeights: Rule = {
  code: 'matching/no-weights',
  severity: 'error',
  docs: {
    what: 'Minst én av vektene for kobling er større enn 0.',
    why: 'Er alle vektene 0, får alle forslag 0 poeng. Da er det ingenting som skiller et godt forslag fra et dårlig, og ingen forslag når en laveste poengsum over 0.',
  },
  *check({ programme: { settings } }) {
    if (settings && isWeightless(settings))
      yield { file: settings.file, at: ['matching', 'weights'], on: 'key' }
  },
}

const onlyWished: Rule = {
  code: 'matching/only-wished',
  severity: 'warning',
  docs: {
    what: 'En kobling kan nå laveste poengsum også når ingen har ønsket seg en bestemt partner.',
    why: 'Teller ønsket partner så mye at resten av vektene ikke er nok, blir bare de som kjenner hverandre fra før, foreslått. Programmet skal også finne dem som ikke vet om hverandre.',
  },
  *check({ programme: { settings } }) {
    if (!settings || isWeightless(settings)) return
    const { minimumScore } = settings.matching
    const most = mostWithoutWish(settings)
    if (minimumScore <= most) return
    yield { file: settings.file, at: ['matching', 'minimumScore'], args: { minimum: minimumScore, most } }
  },
}

function isWeightless({ matching: { weights } }: Settings): boolean {
  return scoreParts.every((part) => weights[part] === 0)
}

/** Points of 100 that two can get without a wish on either side, when all else is perfect. */
function mostWithoutWish({ matching: { weights } }: Settings): number {
  const tenths = apportion(
    scoreParts.map((part) => weights[part]),
    1000,
  )
  const others = tenths.filter((_, at) => scoreParts[at] !== 'wish')
  return Math.round(others.reduce((sum, one) => sum + one, 0) / 10)
}

export const matchingRules: readonly Rule[] = [noWeights, onlyWished]
