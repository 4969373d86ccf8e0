/** Den tomme filen: for whoever cannot, or will not, use the script. Every field with what is to be answered. */
import type { Field } from '../../core/draft/fields.ts'
import { headOf } from '../../core/draft/wording.ts'
import type { Words } from '../../core/messages.ts'

const width = 100

/** YAML with a comment above each field. What is optional is a comment itself, so that it can be left as it is. */
export function emptyFile(fields: readonly Field[], words: Words): string {
  const lines: string[] = [...comment(words('form-empty-intro')), '']
  let group = ''
  for (const field of fields) {
    const steps = field.path.split('.')
    const own = steps.at(-1) ?? ''
    const above = steps.slice(0, -1).join('.')
    const mark = field.required ? '' : '# '
    if (above !== group && above !== '')
      lines.push(...comment(field.group?.title ?? above), `${mark}${above}:`)
    group = above
    const indent = above === '' ? '' : '  '
    lines.push(...comment(told(field, words)).map((line) => indent + line), `${mark}${indent}${own}:`, '')
  }
  return `${lines.join('\n').trimEnd()}\n`
}

function told({ title, help, options, required }: Field, words: Words): string {
  const choices = options.map(({ value, label }) => `${value} = ${headOf(label)}`).join(', ')
  const optional = required ? '' : ` (${words('form-optional')})`
  return `${title}${optional}. ${help}${choices === '' ? '' : ` ${words('form-empty-choices', { choices })}`}`
}

function comment(text: string): readonly string[] {
  const lines = ['#']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '#'
    if (line.length + word.length < width) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(`# ${word}`)
  }
  return lines
}
