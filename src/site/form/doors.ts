/** De to dørene: how a finished registration leaves the page, and when it is too long to leave that way. */

/**
 * GitHub refuses addresses over some 8,190 bytes (https://github.com/github/docs/issues/5136), and whoever is not logged
 * in is sent by way of an address that holds the first one, escaped once more.
 */
export const longestAddress = 8000

/** Programs for e-mail cut addresses off at about two thousand characters. */
export const longestMail = 1900

export type Parcel = { readonly path: string; readonly title: string; readonly yaml: string }

/** The field of the issue form that holds the file. */
export type Part = 'registration' | 'evaluation'

/** The issue form, filled in. No labels: whoever may not set them would get no page at all. */
export function issueAddress(
  issues: string,
  template: string,
  parcel: Parcel,
  part: Part = 'registration',
): string {
  const { path, title, yaml } = parcel
  return `${issues}?${new URLSearchParams({ template, title, file: path, [part]: yaml })}`
}

/** The same form with all but the text. */
export function emptyIssueAddress(issues: string, template: string, { path, title }: Parcel): string {
  return `${issues}?${new URLSearchParams({ template, title, file: path })}`
}

export function fitsInAddress(address: string): boolean {
  const byLogin = `https://github.com/login?return_to=${encodeURIComponent(address)}`
  return new TextEncoder().encode(byLogin).length <= longestAddress
}

/** Without the comments, which are not taken in; without what would end the block of code it is put in. */
export function issueText(text: string): string | undefined {
  const yaml = text.replace(/^(?:#.*\n)+/, '')
  return /^ {0,3}(?:`{3,}|~{3,})/m.test(yaml) ? undefined : yaml
}

/** A ready e-mail: with the text in it where there is room, else to be sent with the file. */
export function mailAddress(
  mailbox: string,
  subject: string,
  body: { readonly whole: string; readonly short: string },
): { readonly href: string; readonly whole: boolean } {
  const href = (text: string) =>
    `mailto:${mailbox}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`
  const whole = href(body.whole)
  return whole.length <= longestMail ? { href: whole, whole: true } : { href: href(body.short), whole: false }
}
