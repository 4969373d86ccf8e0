/** Navn på poster: how people name an agreement or a registration on the command line, by its id or by where it lies. */
import { nearest } from '../core/nearest.ts'
import { Usage } from './context.ts'

/** The id. `agreements/kld-dfo/agreement.yaml` and `.\agreements\kld-dfo\` mean `kld-dfo`; what is no path stays as it is. */
export function idIn(written: string): string {
  return written
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/+)+/, '')
    .replace(/^agreements\/+/, '')
    .replace(/\/+(?:agreement\.yaml)?$/, '')
    .replace(/^agencies\/([^/]+)\/(?:needs|offers)\/([^/]+)\.yaml$/, '$1.$2')
}

/** That nothing is called so, and what may have been meant. */
export function unknownAgreement(id: string, known: readonly string[]): Usage {
  const suggestion = nearest(id, known)
  return new Usage('error.unknownAgreement', { id, ...(suggestion ? { suggestion } : {}) })
}
