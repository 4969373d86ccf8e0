/** The emulator behind the front: it keeps issues, comments and labels, and hands out their numbers. */
import { createEmulator } from 'emulate'
import { type Dict, isDict, type Json } from './description.ts'
import type { User } from './world.ts'

type Reply = { readonly status: number; readonly body: Json }

export type Emulated = {
  /** What the emulator calls itself in the addresses it writes. */
  readonly url: string
  readonly ask: (user: User, method: string, path: string, body?: Dict) => Promise<Reply>
  /** Every page of a list. */
  readonly all: (
    user: User,
    path: string,
    query?: Readonly<Record<string, string>>,
  ) => Promise<readonly Dict[]>
  /** The emulator's name for someone, and back: it knows no bots it was not started with. */
  readonly seatOf: (login: string) => string
  readonly loginOf: (seat: string) => string
  readonly close: () => Promise<void>
}

export type Beginning = {
  readonly people: readonly User[]
  readonly owner: User
  readonly repository: string
}

/** Bots are met only once the world is open, so the emulator starts with empty seats for them. */
const seats = Array.from({ length: 12 }, (_, i) => `seat-${i + 1}[bot]`)

export async function startEmulator(beginning: Beginning): Promise<Emulated> {
  const emulator = await createEmulator({
    service: 'github',
    port: 0,
    hostname: '127.0.0.1',
    seed: seedOf(beginning),
  })
  const taken = new Map<string, string>(beginning.people.map(({ login }) => [login, login]))
  const free = [...seats]
  const seatOf = (login: string): string => {
    const known = taken.get(login)
    if (known !== undefined) return known
    if (!login.endsWith('[bot]')) return login
    const seat = free.shift()
    if (seat === undefined) throw new Error('The bench has no more seats for bots')
    taken.set(login, seat)
    return seat
  }
  const loginOf = (seat: string) => [...taken].find(([, its]) => its === seat)?.[0] ?? seat
  // It listens on 127.0.0.1 however it calls itself.
  const ask = asker(emulator.url.replace('localhost', '127.0.0.1'), seatOf)
  return { url: emulator.url, ask, all: listing(ask), seatOf, loginOf, close: () => emulator.close() }
}

function seedOf({
  people,
  owner,
  repository,
}: Beginning): Dict & { tokens: Record<string, { login: string }> } {
  const everybody = [...people.filter(({ type }) => type === 'User').map(({ login }) => login), ...seats]
  const members = everybody.map((login) => ({ login, role: 'admin' }))
  const isOrganization = owner.type === 'Organization'
  return {
    tokens: Object.fromEntries(everybody.map((login) => [`as-${login}`, { login, scopes: ['repo'] }])),
    github: {
      users: everybody.map((login) => ({ login })),
      orgs: isOrganization ? [{ login: owner.login, members }] : [],
      repos: [{ owner: owner.login, name: repository, auto_init: false }],
    },
  }
}

type Ask = Emulated['ask']

function asker(address: string, seatOf: (login: string) => string): Ask {
  return async (user, method, path, body) => {
    const answer = await fetch(address + path, {
      method,
      // It closes connections that have been idle for five seconds, which a test that renders easily lets pass.
      headers: {
        authorization: `token as-${seatOf(user.login)}`,
        'content-type': 'application/json',
        connection: 'close',
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as Json) }
  }
}

function listing(ask: Ask): Emulated['all'] {
  return async (user, path, query = {}) => {
    const found: Dict[] = []
    for (let page = 1; ; page += 1) {
      const words = new URLSearchParams({ ...query, per_page: '100', page: String(page) })
      const { body } = await ask(user, 'GET', `${path}?${words}`)
      const items = Array.isArray(body) ? body.filter(isDict) : []
      found.push(...items)
      if (items.length < 100) return found
    }
  }
}
