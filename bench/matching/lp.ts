/**
 * The model as text (CPLEX LP format), for solvers that know nothing of this programme: one column per candidate, one
 * row per registration, and for fair shares two columns per agency, which count its first two chances. Written from the
 * candidates alone, so that it is also a second opinion on the shipped model.
 */
import type { Candidate } from '../../src/core/match/choose/candidate.ts'
import type { Aim } from '../../src/core/model.ts'

/** What is fixed already: at least so much of an aim. */
export type Lock = { readonly aim: Aim; readonly value: number }

export type Model = {
  readonly candidates: readonly Candidate[]
  readonly capacities: ReadonlyMap<string, number>
  readonly open: ReadonlySet<string>
}

type Term = readonly [factor: number, name: string]

/** Maximises one aim without losing anything of what is locked. */
export function lpText(model: Model, aim: Aim, locks: readonly Lock[]): string {
  const terms = termsOf(model)
  const shares = [...new Set([aim, ...locks.map((lock) => lock.aim)])].filter(isShare)
  return [
    'Maximize',
    ` worth: ${sum(terms[aim]())}`,
    'Subject To',
    ...roomRows(model),
    ...shares.flatMap((share) => shareRows(model, share)),
    ...locks.map((lock) => ` lock_${lock.aim}: ${sum(terms[lock.aim]())} >= ${lock.value}`),
    'Bounds',
    ...shares.flatMap((share) => agenciesIn(model).map((_, at) => ` ${share}${at} <= ${most[share]}`)),
    'Binaries',
    ...wrapped(model.candidates.map((_, at) => `x${at}`)),
    ...(shares.length > 0 ? ['Generals'] : []),
    ...shares.flatMap((share) => wrapped(agenciesIn(model).map((_, at) => `${share}${at}`))),
    'End',
    '',
  ].join('\n')
}

/** How many of an agency's chances count. No candidate gives one agency two. */
const most = { firsts: 1, seconds: 2 } as const

type Share = keyof typeof most

function isShare(aim: Aim): aim is Share {
  return aim in most
}

/** Columns of no worth are left out. */
function termsOf(model: Model): Readonly<Record<Aim, () => readonly Term[]>> {
  const worth = (of: (one: Candidate) => number) => (): readonly Term[] =>
    model.candidates.flatMap((one, at) => (of(one) === 0 ? [] : [[of(one), `x${at}`]]))
  const share = (aim: Share) => (): readonly Term[] => agenciesIn(model).map((_, at) => [1, `${aim}${at}`])
  return {
    needs: worth(({ meets }) => meets.length),
    firsts: share('firsts'),
    seconds: share('seconds'),
    chances: worth(({ serves }) => serves.length),
    score: worth(({ score }) => score),
    kept: worth(({ id }) => (model.open.has(id) ? 1 : 0)),
  }
}

function roomRows({ candidates, capacities }: Model): readonly string[] {
  const users = new Map<string, Term[]>()
  for (const [at, { registrations }] of candidates.entries()) {
    for (const id of registrations) append(users, id, [1, `x${at}`])
  }
  return [...users].map(([id, terms], at) => ` room${at}: ${sum(terms)} <= ${capacities.get(id) ?? 0}`)
}

/** An agency's share is no more than its chances. */
function shareRows(model: Model, share: Share): readonly string[] {
  const chances = new Map<string, Term[]>()
  for (const [at, { serves }] of model.candidates.entries()) {
    for (const agency of serves) append(chances, agency, [1, `x${at}`])
  }
  return agenciesIn(model).map((agency, at) => {
    const terms: readonly Term[] = [...(chances.get(agency) ?? []), [-1, `${share}${at}`]]
    return ` ${share}_of${at}: ${sum(terms)} >= 0`
  })
}

const agencies = new WeakMap<readonly Candidate[], readonly string[]>()

function agenciesIn({ candidates }: Model): readonly string[] {
  const known = agencies.get(candidates) ?? [...new Set(candidates.flatMap(({ serves }) => serves))]
  agencies.set(candidates, known)
  return known
}

function append(lists: Map<string, Term[]>, key: string, term: Term): void {
  const list = lists.get(key)
  if (list) list.push(term)
  else lists.set(key, [term])
}

/** Lines must not grow without end: readers of the format have their limits. Each name occurs once. */
function sum(terms: readonly Term[]): string {
  if (terms.length === 0) return '0 x0'
  const written = terms.map(([factor, name]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`)
  return inLines(written).join('\n   ')
}

function wrapped(names: readonly string[]): readonly string[] {
  return inLines(names).map((line) => ` ${line}`)
}

function inLines(words: readonly string[]): readonly string[] {
  const perLine = 12
  return Array.from({ length: Math.ceil(words.length / perLine) }, (_, line) =>
    words.slice(line * perLine, (line + 1) * perLine).join(' '),
  )
}
