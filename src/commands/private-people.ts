/** `--private people.yaml`: names for what is rendered here and now. The file must lie where no history can keep it. */
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { type People, type PeopleProblem, parsePeople } from '../core/render/people.ts'
import { type Context, Usage } from './context.ts'

/**
 * The names in a private file.
 * @throws Usage when the file is not there, lies in the programme or in any other folder under version control (whether
 * it is tracked yet or not), or is not as it must be
 */
export function readPeople({ root, speaker }: Pick<Context, 'root' | 'speaker'>, written: string): People {
  const file = realPath(written)
  if (isWithin(realpathSync(root), file) || isVersioned(dirname(file)))
    throw new Usage('error.peopleInRepository', { file: written })
  const { people, problems } = parsePeople(readFileSync(file, 'utf8'))
  const [first] = problems
  if (!first) return people
  const problem = speaker.cli(sentences[first.problem], { field: first.field })
  throw new Usage('error.peopleField', { file: written, line: first.line, problem })
}

const sentences: Readonly<Record<PeopleProblem['problem'], string>> = {
  'not-yaml': 'error.peopleNotYaml',
  'unknown-field': 'error.peopleUnknownField',
  'not-a-group': 'error.peopleNotAGroup',
  'not-a-name': 'error.peopleNotAName',
}

/** Where the file truly lies: a link into the repository is a file in the repository. */
function realPath(written: string): string {
  try {
    return realpathSync(written)
  } catch {
    throw new Usage('error.peopleMissing', { file: written })
  }
}

function isWithin(folder: string, file: string): boolean {
  const [first = ''] = relative(folder, file).split(sep)
  return first !== '..' && resolve(folder, relative(folder, file)) === file
}

/** In a repository `.git` is a folder, in a worktree or a submodule a file. */
function isVersioned(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true
  const above = dirname(folder)
  return above !== folder && isVersioned(above)
}
