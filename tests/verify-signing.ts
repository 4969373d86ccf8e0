/** PDFs as others leave them: signed by appending, as PAdES (ETSI EN 319 142-1) does it, or tampered with in the same way. */

export type Update = {
  /** Bodies of objects by number: new ones, or those that are written anew. */
  readonly objects: Readonly<Record<number, string>>
  /** Instead of what is right. */
  readonly root?: string
  readonly offsets?: Readonly<Record<number, number>>
  readonly start?: number
}

/** One character per byte. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

/** The file with an update after it, with a classic table (ISO 32000-1, 7.5.6). */
export function appended(file: Uint8Array, update: Update): Uint8Array {
  const text = latin1(file)
  let body = text.endsWith('\n') ? '' : '\n'
  const entries = Object.entries(update.objects).map(([number, object]) => {
    const at = update.offsets?.[Number(number)] ?? text.length + body.length
    body += `${number} 0 obj\n${object}\nendobj\n`
    return `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`
  })
  const start = text.length + body.length
  const root = update.root ?? rootOf(text)
  const trailer = `trailer\n<< /Size 9999 /Root ${root} /Prev ${lastStart(text)} >>\n`
  const end = `xref\n${entries.join('')}${trailer}startxref\n${update.start ?? start}\n%%EOF\n`
  return Buffer.from(text + body + end, 'latin1')
}

export function rootOf(text: string): string {
  return /\/Root (\d+ 0 R)/.exec(text)?.[1] ?? ''
}

export function lastStart(text: string): string {
  return [...text.matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1] ?? ''
}

/** The body of an object as it was written last. */
export function objectIn(text: string, number: number): string {
  const found = [...text.matchAll(new RegExp(`(?:^|\\n)${number} 0 obj\\n([\\s\\S]*?)\\nendobj`, 'g'))]
  return found.at(-1)?.[1] ?? ''
}

export function catalogNumber(text: string): number {
  return Number(/\/Root (\d+)/.exec(text)?.[1])
}

export function pageNumber(text: string): number {
  return Number(/(?:^|\n)(\d+) 0 obj\n<<\s*\/Type \/Page\b(?!s)/.exec(text)?.[1])
}

/** A dictionary with something more in it. */
export function withEntry(body: string, entry: string): string {
  return body.replace(/\s*>>\s*$/, `\n${entry}\n>>`)
}

let next = 5000

/** What a signature may look like. */
export type Looks = {
  readonly visible?: boolean
  /** When it was given, as PDF writes it: `D:20261120093000+01'00'`. */
  readonly when?: string
  /** The signature itself, in hexadecimal digits; a place for one is full of zeros. */
  readonly contents?: string
  readonly subFilter?: string
}

/** Signed once more. What the signature itself says is not genuine: nobody checks it here. */
export function signed(file: Uint8Array, looks: Looks = {}): Uint8Array {
  const { visible = false, when, contents = '00'.repeat(64), subFilter = 'ETSI.CAdES.detached' } = looks
  const text = latin1(file)
  const [signature, field, form] = [next++, next++, next++]
  const [catalog, page] = [catalogNumber(text), pageNumber(text)]
  const earlier = /\/Fields \[([^\]]*)\]/.exec(objectIn(text, form - 3))?.[1] ?? ''
  const annotations = /\/Annots \[([^\]]*)\]/.exec(objectIn(text, page))?.[1]
  const pageBody = objectIn(text, page).replace(/\s*\/Annots \[[^\]]*\]/, '')
  const rect = visible ? '[100 100 300 150]' : '[0 0 0 0]'
  const catalogBody = objectIn(text, catalog).replace(/\s*\/AcroForm \d+ 0 R/, '')
  const range = '/ByteRange [0000000000 0000000000 0000000000 0000000000]'
  const objects = {
    [signature]: `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${subFilter} ${range}${when === undefined ? '' : ` /M (${when})`} /Contents <${contents}> >>`,
    [field]: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature${signature}) /Rect ${rect} /F 132 /P ${page} 0 R /V ${signature} 0 R >>`,
    [form]: `<< /SigFlags 3 /Fields [${earlier} ${field} 0 R] >>`,
    [catalog]: withEntry(catalogBody, `/AcroForm ${form} 0 R`),
    [page]: withEntry(pageBody, `/Annots [${annotations ?? ''} ${field} 0 R]`),
  }
  return sealed(appended(file, { objects }), file.length)
}

/** Sets the range the last signature covers: all but itself. */
function sealed(file: Uint8Array, from: number): Uint8Array {
  const text = latin1(file)
  const contents = text.indexOf('/Contents <', from) + '/Contents '.length
  const end = text.indexOf('>', contents) + 1
  const numbers = [0, contents, end, text.length - end].map((number) => String(number).padStart(10, '0'))
  const at = text.indexOf('/ByteRange [', from)
  const range = `/ByteRange [${numbers.join(' ')}]`
  return Buffer.from(text.slice(0, at) + range + text.slice(at + range.length), 'latin1')
}
