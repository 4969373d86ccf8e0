/** Skjemaet: where a need or an offer is registered, changed, confirmed again or withdrawn, by people who know no Git. */
import { isClosed } from '../../core/closing.ts'
import { agencies } from '../../core/draft/choices.ts'
import { type SchemaOf, specOf, textsIn } from '../../core/json-schema.ts'
import type { Language } from '../../core/model.ts'
import { Html } from '../html.ts'
import type { Page, PageMaker, Scene, SiteFacts } from '../model.ts'
import { broughtFor } from './bring.ts'
import { type FormKind, formKinds } from './brought.ts'
import { emptyFile } from './empty-file.ts'
import { formFields, sectionsOf } from './fields.ts'
import { sectionsHtml } from './view.ts'

const path = 'registrer/'

/** In the languages agencies write in. */
export const formPages: PageMaker = {
  name: 'form',
  languages: ['nb', 'nn'],
  make: (facts, language, sceneAt) => [formPage(facts, language, sceneAt(path))],
}

function formPage(facts: SiteFacts, language: Language, scene: Scene): Page {
  const { words, link } = scene
  const { schemaOf } = facts
  if (isClosed(facts.programme.settings, facts.today)) return closedPage(scene)
  // A folder beside the file of all: without an address a link to a folder would be one to its page.
  const registrations = link('/data/registrations.json').replace(/\.json$/, '/')
  return {
    path,
    title: words('form-title'),
    description: words('form-description'),
    main: scene.fill('form-page', view(facts, language, scene, schemaOf)),
    scripts: ['form'],
    data: { 'form-data': broughtFor(facts, language, schemaOf, registrations) },
    section: 'register',
  }
}

/** Nothing is asked for that nobody takes in. */
function closedPage({ words, fill }: Scene): Page {
  const texts = { title: words('form-title'), description: words('form-closed') }
  return { path, ...texts, main: fill('form-closed', {}), section: 'register' }
}

function view(facts: SiteFacts, language: Language, scene: Scene, schemaOf: SchemaOf) {
  const { programme, repository, today } = facts
  const chooser = { programme, language, today }
  const template = language === 'nn' ? 'registration.nn.yml' : 'registration.yml'
  return {
    kinds: formKinds.map((kind) => kindView(kind, scene, schemaOf, chooser)),
    agencies: agencies(chooser).map(({ value, label }) => ({ value, label })),
    mailbox: programme.settings?.office.mailbox ?? '',
    issueForm: repository === undefined ? '' : `${repository}/issues/new?template=${template}`,
  }
}

type Chooser = Parameters<typeof agencies>[0]

function kindView(kind: FormKind, scene: Scene, schemaOf: SchemaOf, chooser: Chooser) {
  const { language, words } = scene
  const { body, ending } = formFields({ kind, language, schemaOf })
  const shown = { kind, scene, chooser }
  const texts = textsIn(specOf(kind, schemaOf).schema, language)
  return {
    kind,
    heading: words(`form-heading-${kind}`),
    // What comes after it is about files.
    help: /^[^.]*\./.exec(texts.description ?? '')?.[0] ?? '',
    choose: words(`form-choose-${kind}`),
    chooseHelp: words(`form-choose-${kind}-help`),
    body: sectionsHtml(sectionsOf(body), shown),
    ending: sectionsHtml(sectionsOf(ending), shown),
    emptyName: `${words(`form-empty-name-${kind}`)}.yaml`,
    emptyLabel: words(`form-empty-${kind}`),
    emptyHref: new Html(`data:text/yaml;charset=utf-8,${encodeURIComponent(emptyFile(body, words))}`),
    agencies: agencies(chooser).map(({ value, label }) => ({ value, label })),
  }
}
