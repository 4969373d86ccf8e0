/** `sign`: what is to be signed goes out, and what was signed is written down. */

import type { Told } from '../core/agreement/recording.ts'
import { noSuchDay } from '../core/ambiguity.ts'
import type { Agreement, IsoDate, Language } from '../core/model.ts'
import { nearest } from '../core/nearest.ts'
import { agreementNamed } from './agreement-named.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { packet } from './sign-packet.ts'
import { record } from './sign-record.ts'
import { historyIn } from './standpoints.ts'

export type SignOptions = {
  readonly agreement: string
  readonly format: 'text' | 'json'
  /** Of what goes out. */
  readonly out?: string
  readonly lang?: Language
  /** What has come back. */
  readonly file?: string
  readonly party?: readonly string[]
  readonly date?: string
  readonly role?: string
  readonly method?: Told['method']
  readonly print?: boolean
}

export async function run(context: Context, options: SignOptions): Promise<ExitCode> {
  const { file, format, print = false } = options
  const history = historyIn(context.root)
  const now = agreementNamed(history, options.agreement)
  if (file === undefined) {
    refuse(options, ['party', 'date', 'role', 'method', 'print'], 'error.signNeedsFile')
    return packet(context, now, history, options)
  }
  refuse(options, ['out', 'lang'], 'error.signWithFile')
  return record(context, now, history, { file, format, print, told: toldIn(options, now.agreement) })
}

/** @throws Usage when one of these was given: it belongs to the other half of the command */
function refuse(options: SignOptions, names: readonly (keyof SignOptions)[], key: string): void {
  const name = names.find((one) => options[one] !== undefined)
  if (name !== undefined) throw new Usage(key, { name: `--${name}` })
}

/** @throws Usage for what cannot be meant */
function toldIn(options: SignOptions, agreement: Agreement): Told {
  const { party = [], role, method = 'esign' } = options
  const parties = party.map((written) => partyCalled(written, agreement))
  if (role !== undefined && parties.length !== 1) throw new Usage('error.signRole')
  const date = options.date === undefined ? undefined : realDay(options.date)
  if (method === 'ink' && (parties.length === 0 || date === undefined)) throw new Usage('error.signInk')
  return {
    parties,
    method,
    ...(date === undefined ? {} : { date }),
    ...(role === undefined ? {} : { role: role.trim() }),
  }
}

function partyCalled(written: string, { parties }: Agreement): string {
  const slugs = parties.map(({ agency }) => agency)
  const slug = written.trim()
  if (slugs.includes(slug)) return slug
  const suggestion = nearest(slug, slugs)
  throw new Usage('error.signParty', {
    party: slug,
    parties: slugs.join(', '),
    ...(suggestion ? { suggestion } : {}),
  })
}

function realDay(value: string): IsoDate {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value) && !noSuchDay(value)) return value
  throw new Usage('error.invalidDate', { value })
}
