/** Oppsett: what is missing before a repository can run a programme, and what people must do by hand. */
import type { Json } from '../../canonical.ts'
import type { Programme } from '../../model.ts'
import type { Note, Plan } from '../action.ts'
import type { Repository } from '../forge.ts'
import { appPermissions, type SettingName, wantedSettings } from './settings.ts'

export type SetupFacts = {
  readonly repository: Repository
  /** As they are; undefined for what has never been set, or may not be seen. */
  readonly current: ReadonlyMap<SettingName, Json | undefined>
  /** The number of the programme's own App, when it has one. */
  readonly app: number | undefined
  readonly programme: Programme
}

/** Only what differs is set, so a second run does nothing. What the office has set beside it is left alone. */
export function planSetup({ repository, current, app, programme }: SetupFacts): Plan {
  const wanted = Object.entries(wantedSettings(repository.defaultBranch, app)) as [SettingName, Json][]
  const actions = wanted
    .filter(([name, value]) => !covers(current.get(name), value))
    .map(([setting, value]) => ({ kind: 'configure' as const, setting, value }))
  return { actions, notes: [...appNotes(repository, app), ...officeNotes(programme)] }
}

/** Whether everything in `wanted` is so already. Lists are sets: GitHub gives them back in an order of its own. */
function covers(current: Json | undefined, wanted: Json): boolean {
  if (Array.isArray(wanted))
    return (
      Array.isArray(current) &&
      current.length === wanted.length &&
      wanted.every((one) => current.some((other) => covers(other, one)))
    )
  if (wanted !== null && typeof wanted === 'object') {
    if (current === null || current === undefined || typeof current !== 'object' || Array.isArray(current))
      return false
    const there = current as Readonly<Record<string, Json>>
    return Object.entries(wanted).every(([key, value]) => covers(there[key], value))
  }
  return current === wanted
}

function appNotes({ name, url }: Repository, app: SetupFacts['app']): readonly Note[] {
  if (app !== undefined) return [{ note: 'setup-app-there', args: { id: app } }]
  return [{ note: 'setup-app-missing', args: { link: appLink(name, url) } }]
}

/** GitHub's page for a new App, filled in: https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-using-url-parameters */
function appLink(repository: string, url: string): string {
  const [owner = ''] = repository.split('/')
  const server = url.slice(0, url.indexOf(`/${repository}`))
  const parameters = new URLSearchParams({
    name: `mobilitet-${owner}`,
    url,
    public: 'false',
    webhook_active: 'false',
    ...appPermissions,
  })
  return `${server}/organizations/${owner}/settings/apps/new?${parameters}`
}

/** Nobody can approve anything for an office that has no accounts, and one account cannot approve its own changes. */
function officeNotes({ settings }: Programme): readonly Note[] {
  const approvers = settings?.office.approvers ?? []
  const count = approvers.length
  return count < 2 ? [{ note: 'setup-office-approvers', args: { count } }] : []
}
