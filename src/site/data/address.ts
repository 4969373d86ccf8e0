/** Whole addresses for those who harvest. A site that has no address yet gets one that leads nowhere. */
import type { SiteFacts } from '../model.ts'

/** Reserved for examples (RFC 2606): nobody can be sent to a stranger. */
const placeholder = 'https://mobilitet.example.no/'

/** With a slash at the end, and without what an IRI must not hold (RFC 3987, § 2.2). */
export function baseOf({ address }: SiteFacts): string {
  return encodeURI(address === '' ? placeholder : address)
}
