/** Gitte kommandoer: what people have asked for in comments on an issue or a pull request. */
import type { Account } from '../../model.ts'
import { type CommandName, slashCommand } from '../command/slash.ts'
import type { Comment } from '../forge.ts'
import { markerIn } from '../marker.ts'

export type GivenCommand = {
  readonly by: Account
  readonly name: CommandName
  readonly argument: string
  readonly comment: Comment
  /** Somebody has changed the comment since, so nobody can tell what its author meant when writing it. */
  readonly edited: boolean
}

/** In the order given. Bots are not heard: they repeat what they are told, and our own texts tell which commands there are. */
export function givenCommands(comments: readonly Comment[], self: Account): readonly GivenCommand[] {
  return comments.flatMap((comment): readonly GivenCommand[] => {
    const { author, authorKind, body, created, updated } = comment
    const isOurs = author.id === self.id && markerIn(body) !== undefined
    if (authorKind !== 'person' || isOurs) return []
    const found = slashCommand(body)
    if (found.kind !== 'command') return []
    const { name, argument } = found
    return [{ by: author, name, argument, comment, edited: created !== updated }]
  })
}
