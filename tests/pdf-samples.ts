/** Documents for the stories about PDF: the very tree that is set, and what the other formats make of it. */
import { makers } from '../src/commands/makers.ts'
import type { Agreement, Language, Programme } from '../src/core/model.ts'
import { renderAgreement } from '../src/core/render/documents.ts'
import { parseMarkdown, type Tree } from '../src/core/render/markdown.ts'
import { words } from './core/render/sample.ts'

export type Sample = {
  readonly pdf: Uint8Array
  readonly html: string
  readonly tree: Tree
}

/** One document of an agreement by the name of its file, as `kld-kartverket-ut-1`, in every format at once. */
export async function sample(
  agreement: Agreement,
  programme: Programme,
  language: Language,
  name: string,
): Promise<Sample> {
  const only = { ...agreement, languages: [language] }
  const options = { languages: [language], formats: ['md', 'html', 'pdf'], words, makers } as const
  const files = await renderAgreement(only, programme, options)
  const content = (format: string) => {
    const path = `${agreement.id}/${name}.v${agreement.version}.${language}.${format}`
    const file = files.find((one) => one.path === path)
    if (!file) throw new Error(`${path} is not among ${files.map(({ path }) => path).join(', ')}`)
    return file.content
  }
  const pdf = content('pdf')
  if (typeof pdf === 'string') throw new Error('a PDF is bytes')
  return { pdf, html: String(content('html')), tree: parseMarkdown(String(content('md'))) }
}
