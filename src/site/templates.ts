/**
 * The templates of the site: Handlebars, strictly. A value that is missing is an error that names the template, what is
 * not {@link Html} is escaped, only own properties of the view are seen, and `{{{…}}}` is refused.
 */
import Handlebars from 'handlebars'
import type { Words } from '../core/messages.ts'

/** What a template may ask for besides its view: `{{words "site-menu" count=3}}` and `{{link "katalog/"}}`. */
export type Help = { readonly words: Words; readonly link: (path: string) => string }

/** Fills a template by its name, which is that of its file in `templates/site/` without `.hbs`. */
export type Fill = (template: string, view: object, help: Help) => string

/** Something is wrong with a template or with what it was given; never with people's data. */
export class SiteTemplateError extends Error {
  constructor(template: string, why: string) {
    super(`templates/site/${template}.hbs: ${why}`)
    this.name = 'SiteTemplateError'
  }
}

const knownHelpers = { words: true, link: true }

/** Every template can be used inside another by its name: `{{> card}}`. @throws SiteTemplateError */
export function templates(texts: ReadonlyMap<string, string>): Fill {
  const house = Handlebars.create()
  const compiled = new Map<string, HandlebarsTemplateDelegate>()
  for (const [name, text] of texts) {
    const tree = parsed(name, text)
    house.registerPartial(name, house.compile(tree, { strict: true, knownHelpersOnly: true, knownHelpers }))
    compiled.set(name, house.compile(tree, { strict: true, knownHelpersOnly: true, knownHelpers }))
  }
  return (name, view, help) => {
    const template = compiled.get(name)
    if (!template) throw new SiteTemplateError(name, 'there is no such template')
    try {
      return template(view, { helpers: helpersFrom(help) })
    } catch (error) {
      if (error instanceof SiteTemplateError) throw error
      throw new SiteTemplateError(name, error instanceof Error ? error.message : String(error))
    }
  }
}

function helpersFrom({ words, link }: Help): Record<string, Handlebars.HelperDelegate> {
  return {
    words: (key: string, options: Handlebars.HelperOptions) => words(key, options.hash),
    link: (path: string) => link(path),
  }
}

function parsed(name: string, text: string): hbs.AST.Program {
  try {
    const tree = Handlebars.parse(text)
    refuseUnescaped(name, tree)
    return tree
  } catch (error) {
    if (error instanceof SiteTemplateError) throw error
    throw new SiteTemplateError(name, error instanceof Error ? error.message : String(error))
  }
}

class Unescaped extends Handlebars.Visitor {
  readonly lines: number[] = []

  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    if (!node.escaped) this.lines.push(node.loc.start.line)
  }
}

function refuseUnescaped(name: string, tree: hbs.AST.Program): void {
  const visitor = new Unescaped()
  visitor.accept(tree)
  if (visitor.lines.length > 0)
    throw new SiteTemplateError(
      name,
      `line ${visitor.lines.join(', ')} prints without escaping; give it Html`,
    )
}
