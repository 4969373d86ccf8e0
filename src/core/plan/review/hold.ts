/** På vent: whether somebody has asked that a pull request be left alone for now. */
import type { Account } from '../../model.ts'
import type { GivenCommand } from './given-commands.ts'

/** Who holds it. Of those who may, the last word counts. */
export function holder(
  given: readonly GivenCommand[],
  mayHold: (account: Account) => boolean,
): Account | undefined {
  const words = given.filter(({ name, edited }) => !edited && (name === 'vent' || name === 'fortsett'))
  const last = words.findLast(({ by }) => mayHold(by))
  return last?.name === 'vent' ? last.by : undefined
}
