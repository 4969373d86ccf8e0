/**
 * Cases of agreements, one folder each: `agreement.yaml`, and whatever else the world needs (`_world/` lies over the
 * common `_world`). `before.yaml` is the version before, `registration.yaml` a need or an offer of KLD, `people.yaml` the
 * private names. The documents lie beside them as Markdown; `documents.txt` names those a case is about, when not all.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Agreement, Language, Programme } from '../../src/core/model.ts'
import { type Draft, draftsOf } from '../../src/core/render/documents.ts'
import { type LetterDraft, type LetterView, letters } from '../../src/core/render/letters.ts'
import { roundSheetsOf, sheetsOf } from '../../src/core/render/material/material.ts'
import type { RoundView } from '../../src/core/render/material/round-view.ts'
import { type People, parsePeople } from '../../src/core/render/people.ts'
import type { CommonView } from '../../src/core/render/view-model.ts'
import { filled } from '../../src/core/render/view-people.ts'
import { words as freshWords } from '../core/render/sample.ts'
import { checkTree, layers, loadTree, root, schemaOf, type Tree } from '../worlds.ts'

export const folder = import.meta.dirname
export const languages: readonly Language[] = ['nb', 'nn', 'en']

const vocabularies = new Map(languages.map((language) => [language, freshWords(language)]))
export const words = (language: Language) => vocabularies.get(language) ?? freshWords(language)

export const caseNames = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== '_world')
  .map(({ name }) => name)
  .sort()

/** A document of a case, in one language. */
export type Made = {
  readonly name: string
  readonly language: Language
  readonly view: CommonView | LetterView | RoundView
  /** The case is about this document, so it lies beside it. */
  readonly shown: boolean
  /** A working sheet, which is no part of the agreement. Only made where `documents.txt` asks for it. */
  readonly isSheet: boolean
}

const standardTextFiles = [...layers(join(root, 'templates'))]
  .filter(([path]) => path.endsWith('.md.hbs'))
  .map(([path, bytes]) => [`templates/${path}`, bytes] as const)

/** Every standard text of the repository, by its path. */
export function standardTexts(): ReadonlyMap<string, string> {
  return new Map(standardTextFiles.map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]))
}

function treeOf(name: string): Tree {
  const here = join(folder, name)
  const own: [string, Uint8Array][] = []
  const put = (file: string, path: string) => {
    if (existsSync(join(here, file))) own.push([path, readFileSync(join(here, file))])
  }
  put('agreement.yaml', `agreements/${name}/agreement.yaml`)
  put('registration.yaml', `agencies/kld/${kindOf(name)}/${name}.yaml`)
  return new Map([...layers(join(folder, '_world'), join(here, '_world')), ...standardTextFiles, ...own])
}

function kindOf(name: string): string {
  return name.startsWith('offer') ? 'offers' : 'needs'
}

export type Case = {
  readonly programme: Programme
  readonly agreement: Agreement | undefined
  /** The version before, where the case has one. */
  readonly before: Agreement | undefined
  readonly people: People | undefined
  /** What `check` says is wrong with it, in lines; nothing for a case that is whole. */
  readonly errors: readonly string[]
  readonly made: readonly Made[]
}

/** `today.txt` sets another day, as in the stories of the rules. */
function dayOf(name: string): string {
  const file = join(folder, name, 'today.txt')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '2026-11-22'
}

export function loadCase(name: string): Case {
  const tree = treeOf(name)
  const { programme } = loadTree(tree)
  const errors = checkTree(tree, dayOf(name))
    .filter(({ severity }) => severity === 'error')
    .map(({ code, place }) => `${place.file}:${place.line} ${code}`)
  const agreement = programme.agreements.get(name)
  const drafts = agreement ? draftsOf(agreement, programme, beforeOf(name)) : lettersOf(name, programme)
  const people = peopleOf(name)
  const only = onlyIn(name)
  const made = drafts.flatMap((draft) =>
    (agreement?.languages ?? languages).map((language): Made => {
      const { view, title } = told(draft, language, name, agreement?.version, people)
      const shown = only === undefined || only.includes(draft.name)
      return { name: `${title}.md`, language, view, shown, isSheet: false }
    }),
  )
  const sheets = [...exchangeSheets(programme, agreement, people), ...roundSheets(programme)].filter(
    ({ name: file }) => only?.includes(file.replace(/(?:\.v\d+)?\.(?:nb|nn|en)(?:\.private)?\.md$/, '')),
  )
  return { programme, agreement, before: beforeOf(name), people, errors, made: [...made, ...sheets] }
}

/** Sheets lie beside the documents, under the names of their files. */
function exchangeSheets(programme: Programme, agreement: Agreement | undefined, people?: People): Made[] {
  if (!agreement) return []
  const own = people?.get(agreement.id)
  return sheetsOf(agreement, programme, { words, schemaOf }).flatMap(({ stem, view }) =>
    agreement.languages.map((language) => {
      const mark = words(language)('document-private')
      const shown = own ? filled(view(language), own, mark) : view(language)
      const name = `${stem.split('/').at(-1)}.${language}${own ? '.private' : ''}.md`
      return { name, language, view: shown, shown: true, isSheet: true }
    }),
  )
}

function roundSheets(programme: Programme): Made[] {
  const rounds = programme.settings?.rounds ?? []
  return rounds
    .flatMap((round) => roundSheetsOf(round, programme, { words }))
    .flatMap(({ stem, view }) =>
      languages.map((language) => {
        const name = `${stem.split('/').at(-1)}.${language}.md`
        return { name, language, view: view(language), shown: true, isSheet: true }
      }),
    )
}

function told(
  draft: Draft | LetterDraft,
  language: Language,
  name: string,
  version: number | undefined,
  people: People | undefined,
) {
  const view = draft.view(language, words(language))
  const own = people?.get(name)
  if (version === undefined || !('parties' in view)) return { view, title: `${draft.name}.${language}` }
  const title = `${draft.name}.v${version}.${language}`
  if (!own) return { view, title }
  return { view: filled(view, own, words(language)('document-private')), title: `${title}.private` }
}

function lettersOf(name: string, programme: Programme): readonly LetterDraft[] {
  const registration = programme.registrations.get(`kld.${name}`)
  if (!registration) return []
  return Object.values(letters).flatMap((draftsOfLetter) => draftsOfLetter(registration, programme))
}

/** The version before is read as the agreement's own file would be. */
function beforeOf(name: string): Agreement | undefined {
  const file = join(folder, name, 'before.yaml')
  if (!existsSync(file)) return undefined
  const tree = new Map([...treeOf(name), [`agreements/${name}/agreement.yaml`, readFileSync(file)]])
  const before = loadTree(tree).programme.agreements.get(name)
  if (!before) throw new Error(`${file} is not an agreement`)
  return before
}

function peopleOf(name: string): People | undefined {
  const file = join(folder, name, 'people.yaml')
  return existsSync(file) ? parsePeople(readFileSync(file, 'utf8')).people : undefined
}

function onlyIn(name: string): readonly string[] | undefined {
  const file = join(folder, name, 'documents.txt')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : undefined
}
