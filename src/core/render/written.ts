/** From finished texts to files, as many at a time as the makers can make. */
import { type Draughted, type Format, formats, type Makers } from './formats.ts'

/** A file to write; the path is relative to the folder the office chose. */
export type RenderedFile = { readonly path: string; readonly content: string | Uint8Array }

/** A finished text, and its path without the ending. */
export type Finished = { readonly stem: string; readonly document: Draughted }

/** Each text in each format, in that order. @throws the first that was thrown in this order, whatever came first in time */
export async function written(
  finished: readonly Finished[],
  { formats: asked, makers }: { readonly formats: readonly Format[]; readonly makers: Makers },
): Promise<readonly RenderedFile[]> {
  const files = finished.flatMap(({ stem, document }) =>
    asked.map(async (format) => ({
      path: `${stem}.${format}`,
      content: await formats[format](document, makers),
    })),
  )
  return (await Promise.allSettled(files)).map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  })
}
