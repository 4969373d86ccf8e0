/** Graf: statements about resources, written as Turtle (https://www.w3.org/TR/turtle/) or JSON-LD 1.1. */

export type Term =
  | { readonly iri: string }
  | { readonly text: string; readonly language?: string; readonly datatype?: string }

/** A resource; predicates and types are written with one of the prefixes. */
export type Resource = {
  readonly iri: string
  readonly types: readonly string[]
  readonly says: readonly (readonly [predicate: string, ...terms: readonly Term[]])[]
}

export type Graph = {
  readonly prefixes: Readonly<Record<string, string>>
  /** Told to people who open the file; no part of the statements. */
  readonly remark: string
  readonly resources: readonly Resource[]
}

export const iri = (value: string): Term => ({ iri: value })

export function turtle({ prefixes, remark, resources }: Graph): string {
  const head = Object.entries(prefixes).map(([name, value]) => `@prefix ${name}: <${value}> .`)
  const comment = remark.split('\n').map((line) => `# ${line}`)
  return `${[...comment, ...head, ''].join('\n')}\n${resources.map(written).join('\n')}`
}

function written({ iri, types, says }: Resource): string {
  const lines = says
    .filter(([, ...terms]) => terms.length > 0)
    .map(([predicate, ...terms]) => `    ${predicate} ${terms.map(term).join(' , ')}`)
  return `${[`${inBrackets(iri)} a ${types.join(' , ')}`, ...lines].join(' ;\n')} .\n`
}

function term(term: Term): string {
  if ('iri' in term) return inBrackets(term.iri)
  const { text, language, datatype } = term
  const literal = `"${escaped(text)}"`
  if (language !== undefined) return `${literal}@${language}`
  return datatype === undefined ? literal : `${literal}^^${datatype}`
}

/** IRIREF and STRING_LITERAL_QUOTE of the grammar: what may not stand there is written by its number. */
function inBrackets(iri: string): string {
  return `<${iri.replace(/[\p{Cc} <>"{}|^`\\]/gu, numbered)}>`
}

function escaped(text: string): string {
  return text.replace(/["\\\p{Cc}]/gu, (sign) => named[sign] ?? numbered(sign))
}

const named: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

function numbered(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

export function jsonLd({ prefixes, remark, resources }: Graph): string {
  const graph = resources.map(({ iri, types, says }) => ({
    '@id': iri,
    '@type': types,
    ...Object.fromEntries(
      says
        .filter(([, ...terms]) => terms.length > 0)
        .map(([predicate, ...terms]) => [predicate, terms.map(inJson)]),
    ),
  }))
  // `rdfs:comment` on the document itself, for JSON has no remarks.
  const own = { '@id': '', 'rdfs:comment': remark }
  return `${JSON.stringify({ '@context': prefixes, '@graph': [own, ...graph] }, null, 1)}\n`
}

function inJson(term: Term): Readonly<Record<string, string>> {
  if ('iri' in term) return { '@id': term.iri }
  const { text, language, datatype } = term
  if (language !== undefined) return { '@value': text, '@language': language }
  return datatype === undefined ? { '@value': text } : { '@value': text, '@type': datatype }
}
