/** Nettstedets adresse, as it is written on the command line. */
import { Usage } from './context.ts'

/** With a slash at the end; '' when nobody has said where the site will be. @throws Usage for what is no address */
export function siteAddress(written: string | undefined): string {
  if (written === undefined || written === '') return ''
  if (!URL.canParse(written)) throw new Usage('error.siteAddress', { written })
  const { protocol, origin, pathname } = new URL(written)
  if (protocol !== 'https:' && protocol !== 'http:') throw new Usage('error.siteAddress', { written })
  return `${origin}${pathname.replace(/\/*$/, '/')}`
}
