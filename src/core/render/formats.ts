/** The formats a document is written in: one entry each. */
import { html, type Identity } from './html.ts'
import type { Tree } from './markdown.ts'

/** A finished text before it becomes a file; the tree is made once for all formats that need it. */
export type Draughted = {
  readonly markdown: string
  readonly tree: () => Tree
  readonly identity: Identity
}

/** What needs more than the core has: a typesetter of its own, with fonts from the disk. */
export type Makers = { readonly pdf: (tree: Tree, identity: Identity) => Promise<Uint8Array> }

type Writer = (document: Draughted, makers: Makers) => string | Promise<Uint8Array>

/** To add a format: one entry. The key is the file's ending. */
export const formats = {
  md: ({ markdown }) => markdown,
  html: ({ tree, identity }) => html(tree(), identity),
  pdf: ({ tree, identity }, makers) => makers.pdf(tree(), identity),
  // Loaded when the first Word document is made: nothing else needs the library behind it.
  docx: ({ tree, identity }) => import('./docx.ts').then(({ docx }) => docx(tree(), identity)),
} as const satisfies Readonly<Record<string, Writer>>

export type Format = keyof typeof formats
