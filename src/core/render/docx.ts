/** From the tree to a Word document: for negotiating, so headings, numbers, tables and margins are Word's own. */
import { Document, Footer, Header, Packer, PageNumber, Paragraph, Tab, TextRun } from 'docx'
import type { Words } from '../messages.ts'
import { wordBody, xmlText } from './docx-blocks.ts'
import { settled } from './docx-package.ts'
import { languageTags, numbering, paper, styleSheet } from './docx-styles.ts'
import type { Identity } from './html.ts'
import { plain, type Tree } from './markdown.ts'

/** A document as DOCX (ISO/IEC 29500). The same tree and identity give the same bytes. */
export async function docx(tree: Tree, identity: Identity): Promise<Uint8Array> {
  const { language, notice, words } = identity
  const caption = (number: number, title: string) => xmlText(words('document-table', { number, title }))
  const { children, captions, points } = wordBody(tree, { notice, caption })
  const title = titleOf(tree)
  const document = new Document({
    ...coreFacts(title, identity),
    customProperties: customFacts(identity),
    compatibility: { version: 15 },
    styles: styleSheet(languageTags[language]),
    numbering: numbering(points),
    sections: [
      {
        properties: { page: { size: paper, margin: paper } },
        headers: { default: header(title, identity) },
        footers: { default: footer(identity) },
        children,
      },
    ],
  })
  const written = await Packer.pack(document, 'uint8array')
  return settled(written, { date: identity.date, language: languageTags[language], captions })
}

function titleOf(tree: Tree): string {
  const heading = tree.find((block) => block.kind === 'heading')
  return xmlText(heading?.kind === 'heading' ? plain(heading.content) : '')
}

function coreFacts(title: string, { id, version, programme, templateVersion, words }: Identity) {
  const creator = xmlText(programme)
  return {
    title,
    subject: xmlText(`${id}, ${words('document-version', { version })}`),
    keywords: xmlText(templateVersion),
    creator,
    lastModifiedBy: creator,
    revision: 1,
  }
}

/** What a program reads to know what this is; `verify` does. */
function customFacts({ id, version, termsDigest, templateVersion, language }: Identity) {
  const facts = { agreement: id, version, termsDigest, template: templateVersion, language }
  return Object.entries(facts).map(([name, value]) => ({ name: `mobilitet:${name}`, value: xmlText(value) }))
}

/** A title of any length must not push the text off the page. */
const longestTitle = 80

function header(title: string, { programme, notice }: Identity): Header {
  const characters = Array.from(title)
  const short = characters.length > longestTitle ? `${characters.slice(0, longestTitle).join('')}…` : title
  const lines = [
    [new TextRun(xmlText(programme)), new TextRun({ children: [new Tab(), short] })],
    ...(notice === '' ? [] : [[new TextRun({ text: xmlText(notice), italics: true })]]),
  ]
  return new Header({ children: lines.map((children) => new Paragraph({ style: 'Header', children })) })
}

function footer({ id, version, templateVersion, termsDigest, words }: Identity): Footer {
  const facts = [id, words('document-version', { version }), templateVersion].join(', ')
  return new Footer({
    children: [
      new Paragraph({
        style: 'Footer',
        children: [new TextRun(xmlText(facts)), new TextRun({ children: [new Tab(), ...pageNumber(words)] })],
      }),
      new Paragraph({
        style: 'FooterFine',
        children: [new TextRun(`${words('document-terms')}: ${termsDigest}`)],
      }),
    ],
  })
}

/** «Side 2 av 4», counted by Word. */
function pageNumber(words: Words) {
  const parts = words('document-page', { page: '#', pages: '##' }).split(/(##?)/)
  return parts.map((part) =>
    part === '##' ? PageNumber.TOTAL_PAGES : part === '#' ? PageNumber.CURRENT : part,
  )
}
