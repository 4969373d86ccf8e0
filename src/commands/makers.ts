/** What documents need that the core has not. The typesetter is large, so it is loaded when the first PDF is made. */
import type { Makers } from '../core/render/formats.ts'
import { pdfMemoryIn } from '../io/pdf-memory.ts'
import { Unreadable } from '../io/ports.ts'

export const makers: Makers = {
  pdf: async (tree, identity) => (await import('../io/typst.ts')).typeset(tree, identity),
}

/** As {@link makers}, but what this repository has made before is not made again. Not for what is private or is released. */
export function rememberingMakers(root: string): Makers {
  return {
    pdf: async (tree, identity) => {
      const { typeset, typesetterDigest } = await import('../io/typst.ts')
      return typeset(tree, identity, pdfMemoryIn(root, typesetterDigest()))
    },
  }
}

/** The formats that can be made on this machine, and what is to be said of the one that cannot when all else is done. */
export async function makeable<F extends string>(
  wanted: readonly F[],
): Promise<{ readonly formats: readonly F[]; readonly trouble?: Unreadable }> {
  try {
    if (wanted.some((format) => format === 'pdf')) await (await import('../io/typst.ts')).typesetter()
    return { formats: wanted }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { formats: wanted.filter((format) => format !== 'pdf'), trouble: error }
  }
}
