/** Settings of a repository: where GitHub keeps each, and how it is read and set. */
import type { Json } from '../../core/canonical.ts'
import { labels } from '../../core/plan/labels.ts'
import { environment, type SettingName } from '../../core/plan/setup/settings.ts'

/** Sends one request about the repository: `GET /rulesets`. Undefined where GitHub says 403, 404 or 409. */
export type Ask = (route: string, body?: Json) => Promise<Json | undefined>

type Place = {
  readonly read: (ask: Ask) => Promise<Json | undefined>
  readonly set: (ask: Ask, value: Json) => Promise<unknown>
}

/** One address for both. */
function at(path: string, verb: 'PUT' | 'PATCH' = 'PUT'): Place {
  return { read: (ask) => ask(`GET ${path}`), set: (ask, value) => ask(`${verb} ${path}`, value) }
}

/** On or off: there is nothing to say but that it shall be on. */
function switchAt(path: string): Place {
  return { read: (ask) => ask(`GET ${path}`), set: (ask) => ask(`PUT ${path}`) }
}

/** Found by its name: whoever made it, it is ours by that. */
const ruleset: Place['set'] = async (ask, value) => {
  const id = await rulesetCalled(nameIn(value), ask)
  return ask(id === undefined ? 'POST /rulesets' : `PUT /rulesets/${id}`, value)
}

function rulesetPlace(name: string): Place {
  return {
    read: async (ask) => {
      const id = await rulesetCalled(name, ask)
      return id === undefined ? undefined : ask(`GET /rulesets/${id}`)
    },
    set: ruleset,
  }
}

async function rulesetCalled(name: string, ask: Ask): Promise<Json | undefined> {
  const found = listed(await ask('GET /rulesets')).find((one) => nameIn(one) === name)
  return found === undefined ? undefined : inside(found, 'id')
}

/** GitHub makes labels as they are used, but says nothing of what they mean. */
function labelPlace(name: string): Place {
  const path = `/labels/${encodeURIComponent(name)}`
  return {
    read: (ask) => ask(`GET ${path}`),
    set: async (ask, value) =>
      (await ask(`GET ${path}`)) === undefined ? ask('POST /labels', value) : ask(`PATCH ${path}`, value),
  }
}

const branches = `/environments/${environment}/deployment-branch-policies`

export const settingPlaces: Readonly<Record<SettingName, Place>> = {
  repository: at('', 'PATCH'),
  actions: at('/actions/permissions'),
  'selected-actions': at('/actions/permissions/selected-actions'),
  'workflow-rights': at('/actions/permissions/workflow'),
  'fork-approval': at('/actions/permissions/fork-pr-contributor-approval'),
  environment: at(`/environments/${environment}`),
  'environment-branch': {
    read: async (ask) => listed(inside((await ask(`GET ${branches}`)) ?? null, 'branch_policies'))[0],
    set: (ask, value) => ask(`POST ${branches}`, value),
  },
  'main-rules': rulesetPlace('mobilitet: main'),
  'release-rules': rulesetPlace('mobilitet: releases'),
  'immutable-releases': switchAt('/immutable-releases'),
  'private-reports': switchAt('/private-vulnerability-reporting'),
  pages: {
    read: (ask) => ask('GET /pages'),
    set: async (ask, value) =>
      ask((await ask('GET /pages')) === undefined ? 'POST /pages' : 'PUT /pages', value),
  },
  'label-proposal': labelPlace(labels.proposal),
  'label-rotation': labelPlace(labels.rotation),
  'label-wanted': labelPlace(labels.wanted),
  'label-follow-up': labelPlace(labels.followUp),
}

function nameIn(value: Json): string {
  return String(inside(value, 'name') ?? '')
}

function inside(value: Json, key: string): Json | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
  return (value as Readonly<Record<string, Json>>)[key]
}

function listed(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}
