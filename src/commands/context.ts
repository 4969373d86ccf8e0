/** What every command is given: where, when, in which language, and ways to speak. Made in `cli.ts`, the only place that knows the process. */

import type { Speaker } from '../core/messages.ts'
import type { IsoDate, Language } from '../core/model.ts'
import type { Connection } from '../io/ports.ts'

export type Context = {
  /** The folder that holds the programme. */
  readonly root: string
  readonly today: IsoDate
  readonly language: Language
  readonly speaker: Speaker
  readonly colour: boolean
  /** Whether a person sits at the other end and can be asked. */
  readonly interactive: boolean
  /** Results: what a pipe wants. */
  readonly print: (text: string) => void
  /** Progress and remarks: what only a person wants. */
  readonly remark: (text: string) => void
  readonly github: GitHubSurroundings
}

/** What a run on GitHub is told by the runner, and what a person on a laptop may set in the same way. */
export type GitHubSurroundings = Pick<Connection, 'api' | 'fetch' | 'pace'> & {
  readonly token?: string
  /** `owner/name` */
  readonly repository?: string
  /** The account that acts, where the token cannot tell: see {@link Connection.as}. */
  readonly as?: string
  /** The file that holds what happened. */
  readonly event?: string
  /** Where this run can be looked at. */
  readonly run?: string
}

/** 0 fine · 2 findings of severity error · 1 the tool failed · 64 wrong usage (sysexits.h, EX_USAGE) */
export type ExitCode = 0 | 1 | 2 | 64

/** Wrong usage that only a command can see; told in one line with a hint at `--help`. */
export class Usage extends Error {
  readonly key: string
  readonly args: Readonly<Record<string, string | number>>
  constructor(key: string, args: Readonly<Record<string, string | number>> = {}) {
    super(key)
    this.name = 'Usage'
    this.key = key
    this.args = args
  }
}
