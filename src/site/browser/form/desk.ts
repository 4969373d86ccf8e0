/// <reference lib="dom" />
/** Skrivebord: all that the script knows, from what the page brought. */

import { assembled, emptyLists } from '../../../core/draft/assemble.ts'
import { modeline, pathOf, slugOf } from '../../../core/draft/place.ts'
import * as validators from '../../../core/generated/registration-validators.js'
import { type SchemaOf, specOf } from '../../../core/json-schema.ts'
import { type Speaker, speaker } from '../../../core/messages.ts'
import type { Agency, IsoDate, Programme } from '../../../core/model.ts'
import { yamlOf } from '../../../core/yaml-writer.ts'
import type { Brought, BroughtAgency, FormKind } from '../../form/brought.ts'
import type { Draft, Judge } from '../../form/judge.ts'
import { todayInNorway } from '../today.ts'
import { answerIn, holderOf } from './controls.ts'
import { type Registered, valueAt } from './existing.ts'

export type Desk = {
  readonly brought: Brought
  readonly speaker: Speaker
  readonly judge: Judge
  readonly today: IsoDate
}

export function deskFrom(brought: Brought): Desk {
  const today = todayInNorway()
  const schemaOf: SchemaOf = (kind) =>
    kind === 'need' || kind === 'offer' ? brought.schemas[kind] : brought.schemas.common
  const judge = { programme: programmeFrom(brought), today, validators, schemaOf }
  return { brought, speaker: speaker(brought.language, brought.messages), judge, today }
}

/** The programme as far as a registration can be judged by it, without the registrations. */
function programmeFrom({ programme: { settings, concepts, agencies } }: Brought): Programme {
  const known = agencies.map((agency): [string, Agency] => [agency.slug, agencyFrom(agency)])
  return {
    settings,
    concepts,
    competences: new Map(concepts?.competences.map((concept) => [concept.id, concept])),
    targetGroups: new Map(concepts?.targetGroups.map((concept) => [concept.id, concept])),
    agencies: new Map(known),
    policy: [],
    registrations: new Map(),
    agreements: new Map(),
    evaluations: [],
    followUps: new Map(),
    decisions: new Map(),
    templates: new Map(),
    paths: new Set(known.map(([, { file }]) => file)),
  }
}

function agencyFrom(agency: BroughtAgency): Agency {
  return {
    ...agency,
    file: `agencies/${agency.slug}/agency.yaml`,
    contact: { role: '', email: '' },
    approvers: [],
  }
}

/** What is chosen again stands where it stood, so that only what is new is a change. */
function inOrderOf(before: unknown, answer: unknown): unknown {
  if (!Array.isArray(before) || !Array.isArray(answer)) return answer
  const kept = before.filter((one) => answer.includes(one))
  return [...kept, ...answer.filter((one) => !kept.includes(one))]
}

/** The registration that the form holds now. */
export function draftIn(
  form: HTMLFormElement,
  kind: FormKind,
  existing: Registered | undefined,
  desk: Desk,
): Draft {
  const { brought, judge } = desk
  const answers = new Map<string, unknown>()
  for (const field of brought.fields[kind]) {
    const holder = holderOf(form, field.path)
    const answer = holder && answerIn(holder, field)
    // Lines are in the order they are written; ticks are in no order.
    const before =
      existing && holder instanceof HTMLFieldSetElement ? valueAt(existing.data, field.path) : undefined
    if (answer !== undefined) answers.set(field.path, inOrderOf(before, answer))
  }
  const spec = specOf(kind, judge.schemaOf)
  const data = assembled(emptyLists(spec, judge.schemaOf), answers, spec, judge.schemaOf)
  const agency = existing?.agency ?? String(new FormData(form).get('agency') ?? '')
  const name =
    existing?.name ?? freeName(slugOf(String(answers.get('title') ?? '')), brought.programme.taken[agency])
  const path = pathOf(kind, agency, name)
  return { kind, agency, name, path, data, text: yamlOf(data, modeline(kind, path)) }
}

/** A name that no need or offer of the agency has. */
function freeName(name: string, taken: readonly string[] = []): string {
  let free = name
  for (let number = 2; taken.includes(free); number++) free = `${name}-${number}`
  return free
}
