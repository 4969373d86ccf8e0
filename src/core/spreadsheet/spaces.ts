/** Mellomrom: those that come along from other programs and mean the same as the one on the keyboard. */
export const otherSpaces = /[\t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g

/** The same word however it is written: capitals, spaces and marks around it do not count. */
export function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[«»“”"'’*]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\s*([/–—-])\s*/g, '$1')
    .replaceAll(/^[\s.:;,?!-]+|[\s.:;,?!-]+$/g, '')
}
