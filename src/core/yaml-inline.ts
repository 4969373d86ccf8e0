/** Mellom klammer: values as they stand in `{ … }` and `[ … ]`. */
import { isGroup } from './difference.ts'
import { writeYaml } from './yaml.ts'

/** On one line. Anything a reader between brackets could stumble over is put in quotation marks. */
export function inline(value: unknown, was = ''): string {
  if (Array.isArray(value)) return `[${value.map((one) => inline(one)).join(', ')}]`
  if (isGroup(value)) {
    const pairs = Object.entries(value).filter(([, inner]) => inner !== undefined)
    return pairs.length === 0
      ? '{}'
      : `{ ${pairs.map(([key, inner]) => `${key}: ${inline(inner)}`).join(', ')} }`
  }
  if (typeof value !== 'string') return String(value)
  const [first = '', ...more] = writeYaml({ k: value }, '').split('\n').slice(1, -1)
  const plain = first.slice('k: '.length)
  const isPlain = more.length === 0 && plain === value && !/[,[\]{}:#]/.test(value) && value !== ''
  return isPlain && !/^["']/.test(was) ? value : JSON.stringify(value)
}
