/**
 * Stammer: what is left of a word without the endings of number, definiteness, tense and kind. Snowball's Norwegian
 * stemmer (https://snowballstem.org/algorithms/norwegian/stemmer.html) does most of it.
 */
import { stemmer } from '@orama/stemmers/norwegian'

/** Longer words are nobody's compound; they are compared as they stand. */
export const longestWord = 40

/** Words that end as if they were definite: «planet» is not «the plan». */
const noEnding = /^(.*(?:planet|magnet|komet|rakett?))(?:en|er|ene)?$/

/** What «-ig» makes of a word is another word: «ledig» has nothing to do with «leder». */
const quality = /^(.{2,}ig)(?:e|t|ere|est|het|heten|heter|hetene)?$/

/** Expects a word in lower case and bokmål spelling. Different forms of one word mostly get the same stem. */
export function stem(word: string): string {
  if (word.length > longestWord) return word
  return noEnding.exec(word)?.[1] ?? quality.exec(word)?.[1] ?? shortened(stemmer(word))
}

/** «anskaffing» and «anskaffelse», «tilpasning» and «tilpassing», «beregning» and «beregne» are one each. */
function shortened(stem: string): string {
  const verb = stem.replace(/n?ing$/, '')
  const base = verb.length < 4 ? stem : verb
  const open = base.length < 5 ? base : base.replace(/(?<=[^aeiouyæøå])n$/, '')
  return open.length < 6 ? open : open.replace(/([^aeiouyæøå])\1$/, '$1')
}
