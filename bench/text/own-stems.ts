/** Rules for stems of our own, to be measured against Snowball's. They look alike and are no better. */

const inflection =
  /(?:hetene|hetens|heten|heter|heta|elsene|elsane|elsens|elsen|elser|elsar|elsa|else|ingene|ingane|ingens|ingen|inger|ingar|inga|ing|enes|anes|ene|ane|ende|ens|ets|ers|ede|ar|er|en|et|a|e)$/
const whole = /(?:itet|planet|magnet|het|nett)$/

export function ownStem(word: string): string {
  let stem = word
  for (let round = 0; round < 3 && !whole.test(stem); round++) {
    const ending = inflection.exec(stem)
    if (!ending) break
    const shorter = stem.slice(0, ending.index) + (ending[0].startsWith('het') ? 'het' : '')
    if (shorter.length < 3 || !/[aeiouyæøå]/.test(shorter)) break
    stem = shorter
  }
  return evened(stem.replace(/(?<=al|ell|iv|ig|isk|bar|som)t$/, ''))
}

/** Double consonants, «regel» and «regler», «forvaltn» and «forvalt». */
function evened(stem: string): string {
  const single = stem
    .replace(/([^aeiouyæøå])\1/g, '$1')
    .replace(/(?<=[bdfgklmpstv])el$/, 'l')
    .replace(/(?<=..[tmd])r$/, '')
  return single.length < 5 ? single : single.replace(/(?<=...[^aeiouyæøå])n$/, '')
}
