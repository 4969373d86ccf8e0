/** Navn i arkivet: whatever a file is called, its name there leads nowhere else and is a name on every machine. */

/** The longest part of a path that every file system takes. */
const longest = 200

/** One part of a path; percent signs stand for what is not written as it is. */
const part = /^(?:[A-Za-z0-9_%][A-Za-z0-9._%-]*[A-Za-z0-9_%-]|[A-Za-z0-9_%]|\.[A-Za-z0-9_%-]+)$/

/** Names that mean a device on Windows, with any ending (https://learn.microsoft.com/windows/win32/fileio/naming-a-file). */
const device = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i

export function isSafeName(name: string): boolean {
  const parts = name.split('/')
  return parts.every((one) => part.test(one) && one.length <= longest && !device.test(one))
}

/** The name a path gets, given the names that are there. Different paths never get one name, nor names that differ in case alone. */
export function safeName(path: string, taken: ReadonlySet<string>): string {
  const name = path.split('/').map(safePart).join('/')
  if (!taken.has(name.toLowerCase())) return name
  let number = 2
  while (taken.has(`${name}.${number}`.toLowerCase())) number++
  return `${name}.${number}`
}

function safePart(written: string): string {
  const plain = [...written].map((character) =>
    /[A-Za-z0-9._-]/.test(character) ? character : encoded(character),
  )
  const text = plain.join('').slice(0, longest - 10)
  if (part.test(text) && !device.test(text)) return text
  return `%${text.replaceAll('.', '%2E') || '_'}`
}

function encoded(character: string): string {
  return [...new TextEncoder().encode(character)]
    .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
    .join('')
}
