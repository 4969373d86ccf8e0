/** `propose`: what matching finds, as pull requests that the agencies answer. */
import { planPropose } from '../core/plan/propose/propose.ts'
import type { Context, ExitCode } from './context.ts'
import { type ForgeOptions, finish, reading } from './forge.ts'
import { proposeFacts } from './propose-facts.ts'

/** Without settings there is nothing to match by, and nothing is touched. */
export async function run(context: Context, options: ForgeOptions): Promise<ExitCode> {
  const facts = await proposeFacts(reading(context, options), context.today)
  if (!facts.programme.settings) {
    context.remark(`${context.speaker.cli('settings/unreadable')}\n`)
    return 2
  }
  return finish(context, options, await planPropose(facts))
}
