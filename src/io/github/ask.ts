/** The settings of the repository, asked for and set where `settings.ts` says. */
import type { Json } from '../../core/canonical.ts'
import type { SettingName } from '../../core/plan/setup/settings.ts'
import type { Client } from './client.ts'
import { fields, type Shape } from './fields.ts'
import { type Ask, settingPlaces } from './settings.ts'
import { unless } from './trouble.ts'

/** Some answers hold nothing, and say all with their number. */
const json: Shape<Json> = (value) => {
  if (value === '') return null
  if (!Array.isArray(value)) fields(value)
  return value as Json
}

function asking(client: Client): Ask {
  return (route, body) => {
    const [verb = '', path = ''] = route.split(' ')
    const asked = client.one(
      `${verb} /repos/{owner}/{repo}${path}`,
      body === undefined ? {} : { data: body },
      json,
    )
    return verb === 'GET' ? unless(asked, 403, 404, 409) : asked
  }
}

export function setting(client: Client, name: SettingName): Promise<Json | undefined> {
  return settingPlaces[name].read(asking(client))
}

export async function configure(client: Client, name: SettingName, value: Json): Promise<void> {
  await settingPlaces[name].set(asking(client), value)
}
