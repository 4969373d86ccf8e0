/**
 * Normalform: nynorsk words as bokmål spells them, so that both can be compared. Only spelling: nobody is shown these
 * forms, and what bokmål writes already is left as it is. The lists are common words of public administration that the
 * rules for endings do not reach.
 */

/** Wherever they stand in a word: long enough to be nothing else. */
const anywhere = `verksemd virksomhet, tryggleik sikkerhet, kjærleik kjærlighet, openleik åpenhet, storleik størrelse,
dugleik ferdighet, rekneskap regnskap, utslepp utslipp, tilskot tilskudd, underskot underskudd, overskot overskudd,
løysing løsning, løys løs, tenest tjenest, handsam behandl, marknad marked, berekraft bærekraft, mangfald mangfold,
rettlei veiled, veglei veiled, forurein forurens, høyring høring, medverk medvirk, påverk påvirk, samverk samvirk,
verknad virkning, verkemid virkemid, vegvis veivis, oppgåv oppgav, utgåv utgav, styresmakt myndighet,
føresegn bestemmelse, føresett foresatt, føremål formål, framand fremmed, heimel hjemmel, heim hjem, kjelde kilde,
eigedom eiendom, eigenskap egenskap, eigar eier, utgrei utred, avgjerd avgjørelse, avgjer avgjør, kunngjer kunngjør,
omgrep begrep, tilsetjingsstoff tilsetningsstoff, tilsetjing ansettelse, tilsett ansatt, nytilsett nyansatt,
bustad bolig, sjuk syk, skule skole, einskild enkelt, foreining forening, meining mening, heilskap helhet,
leiing ledelse, leiar leder, mogleg mulig, skilnad forskjell, samanlikn sammenlign, saman sammen, vidare videre,
vatn vann, namn navn, flaum flom, straum strøm, haust høst, velj velg, selj selg, setj sett, skilj skill, krevj krev,
spørj spørr, fortelj fortell, handter håndter, ulukke ulykke, grunngiv begrunn, grunngjev begrunn, gjev giv,
byrj begynn, teikn tegn, rekn regn, djup dyp, jamn jevn, meistr mestr, ynsk ønsk, køyr kjør, hugs husk, vaksn voksn,
vaksen voksen, tilhøve forhold, omsyn hensyn, røynsle erfaring, løyving bevilgning, løyve tillatelse, likskap likhet,
innspel innspill, mellombels midlertidig, kvardag hverdag, anbod anbud, tilbod tilbud, ombod ombud, forbod forbud,
påbod påbud, lovbrot lovbrudd`

/** Where a word or a part of a compound begins. */
const beginnings = `eining enhet, heil hel, høg høy, eigen egen, fram frem, utan uten, fyrst først, seinare senere,
sjølv selv, opning åpning, øving øvelse, utval utvalg, kvil hvil, kvit hvit, leik lek`

/** Whole words, too short to be looked for inside others. */
const whole = `tal tall, tala tallene, talet tallet, veg vei, vegar veier, vegane veiene, vegen veien, stad sted,
staden stedet, stader steder, stadene stedene, val valg, valet valget, vala valgene, auke øke, aukar øker, auka økte,
spel spill, spelet spillet, løn lønn, løna lønnen, open åpen, ope åpent, opne åpne, verke virke, verkar virker,
verka virket, attende tilbake, semje enighet, usemje uenighet, born barn, borna barna, brot brudd, brota bruddene`

const wholeWords = new Map(pairs(whole))
const segments = new Map(pairs(anywhere))
const starts = new Map(pairs(beginnings))
const segment = oneOf(segments)
/** «utvalg» and «framme» are bokmål already. */
const start = new RegExp(`^(?:${oneOf(starts).source})(?!g)`, 'g')

function pairs(list: string): readonly (readonly [string, string])[] {
  return list.split(',').map((pair) => {
    const [nynorsk = '', bokmaal = ''] = pair.trim().split(' ')
    return [nynorsk, bokmaal] as const
  })
}

/** The longest first, so that «rettleiing» is not read as «leiing». */
function oneOf(forms: ReadonlyMap<string, string>): RegExp {
  return new RegExp([...forms.keys()].sort((a, b) => b.length - a.length).join('|'), 'g')
}

/** Endings that differ between the two written forms by rule. Each looks at a fixed stretch: no long word is slow. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/heit(?=$|s$|a$|er$|ene$|en$)/, 'het'],
  [/(?<=..)leg(?=$|e$|t$|are$|ast$|het$)/, 'lig'],
  [/([kg])j(?=(?:e|er|ar|arar|aren|arane|ing|inga|ingar|ingane|ande)$)/, '$1'],
  [/ande$/, 'ende'],
  [/virknad/, 'virkning'],
  [/heta$/, 'heten'],
  [/else(?:a|ar|ane)$/, 'else'],
  [/(?<=...)arar$/, 'ere'],
  [/(?<=...)arane$/, 'erne'],
]

/** A word as bokmål would spell it, ending and all. Expects lower case. */
export function normalForm(word: string): string {
  const known = wholeWords.get(word)
  if (known !== undefined) return known
  const spelled = partForm(word).replace(segment, (found) => segments.get(found) ?? found)
  return endings.reduce((form, [pattern, ending]) => form.replace(pattern, ending), spelled)
}

/** A part of a compound whose whole is in normal form already. */
export function partForm(part: string): string {
  return wholeWords.get(part) ?? part.replace(start, (found) => starts.get(found) ?? found)
}
