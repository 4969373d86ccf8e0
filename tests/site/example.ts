/** The repository's own programme, as the tool reads it. */
import { loadFolder } from '../../src/commands/loading.ts'
import type { Programme } from '../../src/core/model.ts'
import { root } from '../worlds.ts'

export function loadExample(): Programme {
  return loadFolder(root, false).loaded.programme
}
