/**
 * Skråkommando: what a comment asks for. A command stands alone at the start of a line. What somebody only shows — in
 * a quote, as code, hidden or folded away — asks for nothing, so where this cannot be sure how GitHub shows a line it
 * does not listen: a command that is not heard can be written again, one that was never given cannot be taken back.
 */

/** Each command, and what it may be called. The first name is the one that is shown. */
const namesOf = {
  godta: ['godta', 'godkjenn', 'accept', 'approve'],
  avvis: ['avvis', 'decline', 'reject'],
  vent: ['vent', 'wait'],
  fortsett: ['fortsett', 'hald-fram', 'continue'],
  sjekk: ['sjekk', 'check'],
  hjelp: ['hjelp', 'help'],
} as const

export type CommandName = keyof typeof namesOf

export type Slash =
  | { readonly kind: 'none' }
  | { readonly kind: 'command'; readonly name: CommandName; readonly argument: string }
  /** Looks like a command, and is none of ours; or it is `crowded`, with words beside it that might say «if». */
  | { readonly kind: 'unknown'; readonly word: string; readonly crowded?: CommandName }

export const commandNames = Object.keys(namesOf) as readonly CommandName[]

/** Everything a command may be called, for guessing what was meant. */
export const commandWords: readonly string[] = Object.values(namesOf).flat()

/** A yes with reservations is no yes, and a machine cannot tell one from the other. */
const standingAlone: readonly CommandName[] = ['godta', 'fortsett']

const none: Slash = { kind: 'none' }

/** A reason is a sentence or two. What is longer is cut. */
const longestArgument = 500

/** The first command of a comment. */
export function slashCommand(body: string): Slash {
  let reading: Reading = 'open'
  for (const line of body.split(/\r\n|\n|\r/)) {
    const found: Slash = reading === 'open' ? commandIn(line) : none
    if (found.kind !== 'none') return found
    reading = after(line, reading)
  }
  return none
}

/** Four columns of indentation make code of a line, and a path or a number is no word. */
function commandIn(line: string): Slash {
  const [, written = '', mark = '', rest = ''] =
    /^ {0,3}\/(\p{L}[\p{L}-]*)([.,:;!?]*)(?:\s(.*))?$/u.exec(line) ?? []
  if (written === '') return none
  const name = commandNamed(written)
  if (name === undefined || mark !== '') return { kind: 'unknown', word: shortened(written + mark) }
  const argument = shortened(rest)
  const isCrowded = argument !== '' && standingAlone.includes(name)
  return isCrowded ? { kind: 'unknown', word: written, crowded: name } : { kind: 'command', name, argument }
}

export function commandNamed(word: string): CommandName | undefined {
  const wanted = word.toLowerCase()
  return commandNames.find((name) => namesOf[name].some((one) => one === wanted))
}

function shortened(text: string): string {
  return Array.from(text.trim()).slice(0, longestArgument).join('').trim()
}

/**
 * How the next line is read: `open` to commands; in `doubt` until an empty line, which ends quotes, paragraphs and
 * what is begun inside them; in a `comment` until its end; in a `fence` until one that closes it; or `deaf` for good,
 * where markup is so intricate that reading on would be guessing.
 */
type Reading = 'open' | 'doubt' | 'comment' | 'deaf' | { readonly fence: string }

function after(line: string, reading: Reading): Reading {
  if (reading === 'deaf') return 'deaf'
  if (typeof reading === 'object') return closes(line, reading.fence) ? 'open' : reading
  if (/^[ \t]*$/.test(line)) return reading === 'doubt' ? 'open' : reading
  const fence = reading === 'open' ? fenceIn(line) : undefined
  if (fence !== undefined) return { fence }
  if (isIntricate(line)) return 'deaf'
  return (
    afterComment(line, reading === 'comment') ?? (reading === 'doubt' || unsettles(line) ? 'doubt' : 'open')
  )
}

/** Only at the very start of a line: further in, a fence may belong to a list, and ends with it. */
function fenceIn(line: string): string | undefined {
  return /^(?:(`{3,})[^`]*|(~{3,}).*)$/.exec(line)?.slice(1, 3).find(Boolean)
}

function closes(line: string, fence: string): boolean {
  const [, end = ''] = /^ {0,3}(`+|~+)[ \t]*$/.exec(line) ?? []
  return end.startsWith(fence)
}

/** What is begun inside a quote ends with it, so a quote may hold fences and what is folded away. */
function isIntricate(line: string): boolean {
  if (/^ {0,3}>/.test(line)) return hides(line.replaceAll(/<\/?(?:details|summary)>/gi, ''))
  return /`{3}|~{3}/.test(line) || hides(line)
}

/** Pictures, line breaks and addresses hide nothing. Of other markup nobody can tell where it ends. */
function hides(line: string): boolean {
  const rest = line.replaceAll(/<(?:(?:img|br|hr)\b|https?:\/\/|[\w.+-]+@[\w.-]+>|!--)/gi, '')
  return /<[a-z/!?]/i.test(rest)
}

/** Undefined where no comment is begun or ended. */
function afterComment(line: string, inside: boolean): Reading | undefined {
  const begun = line.lastIndexOf('<!--')
  if (begun === -1 && !inside) return undefined
  return line.includes('-->', begun + 1) ? 'doubt' : 'comment'
}

/** Whether a line begins something that may go on in the next: a quote, code, a link, a formula, a tag. */
function unsettles(line: string): boolean {
  return (
    /^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)*>/.test(line) ||
    /\$\$|<(?:img|br|hr)\b/i.test(line) ||
    leavesLinkOpen(line) ||
    leavesCodeOpen(line)
  )
}

function leavesLinkOpen(line: string): boolean {
  const at = Math.max(line.lastIndexOf(']('), line.lastIndexOf(']:'))
  return at !== -1 && !line.includes(')', at)
}

function leavesCodeOpen(line: string): boolean {
  let open: string | undefined
  for (const [run] of line.matchAll(/`+/g)) {
    if (open === undefined) open = run
    else if (open === run) open = undefined
  }
  return open !== undefined || line.includes('\\`')
}
