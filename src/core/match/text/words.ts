/** Ord: how a text is cut into words. */

/** Characters of a field that are read; the schemas allow a registration far less. */
const mostRead = 20_000

/** Marks that are not seen but stand inside words that were copied from a document. */
const invisible = /[\u00ad\u200b-\u200d\u2060]/g

/** The words of a text, in lower case. Composed and decomposed letters are the same. */
export function words(text: string): readonly string[] {
  return (
    text
      .slice(0, mostRead)
      .replace(invisible, '')
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

/** Whether a word says what a registration is about. Areas with shorter names are still found as names. */
export function tells(word: string): boolean {
  return word.length > 2 && !ordinary.has(word)
}

/** Words that any registration may use: grammar, and the vocabulary of exchanging staff itself. */
const ordinary = new Set(
  `og i på til for av med som en et ei ein eit er var vil vi oss vår vårt våre våra dere deres de dei dykkar dem det den
  dette denne disse han hun ho seg sin sitt sine har hadde ha kan kunne skal skulle må måtte bør blir bli blitt ble blei
  være vere vært vore ved om fra frå mot hos etter før først fyrst under over mellom gjennom rundt innen uten utan at når
  mens medan ennå enno hvordan korleis hvor kor hva kva hvem kven hvilke kva hvert kvart hver kvar hvorfor kvifor derfor
  difor fordi så også òg dermed siden sidan men eller enn både ikke ikkje bare berre mer meir mest mye mykje mange flere
  fleire få færre alle alt hele heile andre annen anna samme same slik slikt slike lik likt ulik ulike noe noko noen nokon
  hverandre kvarandre egen eigen eget eige egne eigne selv sjølv sjølve gang bedre betre god gode godt ny nye nytt stor
  store stort små liten lite rett riktig fast faste vanlig vanleg viktig nødvendig fram frem ute halv hundre tusen en ett
  éin én éi to tre fire fem seks sju åtte ni ti tolv tjue tretti nå no da der her år året årets åra måned månad månedlig
  dag dagen dager uke uka uker veke veka veker tid tiden tida ting start starten slutt begynner byrjar lære lærer lærar
  lært læring kompetanse medarbeider medarbeidar medarbeidere medarbeidarar virksomhet verksemd virksomheten verksemda
  virksomheter verksemder hospitere hospitering hospitant utveksling gjest gjesten gjester gjestar gjestene gjestane arbeid
  arbeide arbeider arbeidet arbeidar jobbe jobber trenger treng ønsker ønskjer mangler manglar hjelp hjelper hjelpe deler
  får få fått gir gi gitt gjør gjer gjøre gjort ta tar tek bruke bruker bruk brukar se ser sett sjå sette setje går gå gått
  står stå ligger ligg holder held kommer kjem kom kome komme lar lèt viser vis vise prøver lager lagar laga laget lage
  finner finn finne svar svarer spør spørsmål møter møte sitter sit vite forstå kjenne kjenner delta deltar deltek følge
  følgje følger følgjer erfaring erfaringer erfaringar metode metoder metodar oppgave oppgaver oppgåve oppgåver sammen
  saman fag faget faglig fagleg område områder staten statlig statleg direktorat avdeling seksjon team the and of to in
  for with how we our from are that this will can`.split(/\s+/),
)
