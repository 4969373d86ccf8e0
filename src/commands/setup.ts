/** `setup`: what a new programme repository lacks on GitHub, and with `--apply` an administrator's token sets it. */

import type { Json } from '../core/canonical.ts'
import { type SettingName, settingNames } from '../core/plan/setup/settings.ts'
import { planSetup } from '../core/plan/setup/setup.ts'
import { shortened } from '../core/text.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { type ForgeOptions, finish, reading } from './forge.ts'
import { snapshot } from './remote.ts'

export type SetupOptions = ForgeOptions & { readonly app?: string }

export async function run(context: Context, options: SetupOptions): Promise<ExitCode> {
  const app = appId(options.app)
  const read = reading(context, options)
  const repository = await read.repository()
  const tip = await read.tip(repository.defaultBranch)
  const { loaded } = await snapshot(read, tip === undefined ? [] : await read.tree(tip))
  const current = new Map<SettingName, Json | undefined>()
  for (const name of settingNames) current.set(name, await read.setting(name))
  return finish(context, options, planSetup({ repository, current, app, programme: loaded.programme }))
}

/** @throws Usage for what is no number */
function appId(written: string | undefined): number | undefined {
  if (written === undefined) return undefined
  if (!/^[1-9]\d{0,9}$/.test(written)) throw new Usage('error.appId', { written: shortened(written) })
  return Number(written)
}
