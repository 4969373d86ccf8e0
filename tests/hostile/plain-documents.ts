/** Documents made up from nothing, in a style drawn anew for every value. Most are YAML. */
import { type Dice, hostileCharacters, hostileWords, oneOf } from './plain-mutants.ts'

export function drawnDocument(roll: Dice): string {
  return `${roll(4) > 0 ? '' : '# A comment\n\n'}${group(roll, '', 0)}`
}

function group(roll: Dice, indent: string, depth: number): string {
  return Array.from(
    { length: 1 + roll(4) },
    () => `${indent}${name(roll)}:${value(roll, indent, depth)}`,
  ).join('')
}

function name(roll: Dice): string {
  return roll(20) === 0
    ? oneOf(roll, ['no', 'on', 'y', 'null', '1', 'a b', 'é'])
    : `${oneOf(roll, [...'abcdefgh'])}${roll(9)}`
}

function value(roll: Dice, indent: string, depth: number): string {
  const deeper = indent + ' '.repeat(roll(8) > 0 ? 2 : roll(5))
  switch (depth > 4 ? 0 : roll(8)) {
    case 1:
      return `\n${group(roll, deeper, depth + 1)}`
    case 2:
      return `\n${list(roll, roll(3) > 0 ? deeper : indent, depth + 1)}`
    case 3:
      return ` ${oneOf(roll, ['>', '>-', '|', '|-', '|2', '>+'])}\n${lines(roll, deeper, roll(4) === 0)}`
    case 4:
      return ` ${phrase(roll)}\n${lines(roll, deeper, roll(6) === 0)}`
    case 5:
      return ` ${oneOf(roll, ['"', "'"])}${phrase(roll)}${oneOf(roll, ['"', "'"])}${end(roll)}`
    case 6:
      return ` ${short(roll, 0)}${end(roll)}`
    default:
      return ` ${phrase(roll)}${end(roll)}`
  }
}

function list(roll: Dice, indent: string, depth: number): string {
  const items = Array.from({ length: 1 + roll(3) }, () => {
    const isGroup = depth < 4 && roll(4) === 0
    return `${indent}-${isGroup ? ` ${group(roll, `${indent}  `, depth).trimStart()}` : value(roll, indent, depth)}`
  })
  return items.join('')
}

function short(roll: Dice, depth: number): string {
  const inner = () => (depth < 3 && roll(4) === 0 ? short(roll, depth + 1) : phrase(roll))
  const space = oneOf(roll, ['', ' '])
  const many = Array.from({ length: roll(4) }, inner)
  if (roll(2) === 0) return `[${space}${many.join(`,${space}`)}${space}]`
  return `{${space}${many.map((each) => `${name(roll)}: ${each}`).join(`,${space}`)}${space}}`
}

function lines(roll: Dice, indent: string, uneven: boolean): string {
  return Array.from({ length: roll(4) }, () => {
    if (roll(8) === 0) return '\n'
    return `${indent}${uneven ? ' '.repeat(roll(3)) : ''}${phrase(roll)}\n`
  }).join('')
}

function phrase(roll: Dice): string {
  const strange = roll(10) === 0 ? oneOf(roll, hostileCharacters) : ''
  const words = Array.from({ length: 1 + roll(3) }, () =>
    oneOf(roll, roll(3) === 0 ? hostileWords : ['a', 'bo', 'cæ', 'Dag']),
  )
  return `${words.join(' ')}${strange}`
}

function end(roll: Dice): string {
  return oneOf(roll, [
    '\n',
    '\n',
    '\n',
    '\n',
    '\n\n',
    ' # comment\n',
    '  # comment\n',
    ' \n',
    '\n  # comment\n',
    '\n   \n',
  ])
}
