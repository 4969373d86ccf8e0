/**
 * Questions on a terminal, over @clack/prompts. The library's own words are English and fixed, so they are put into the
 * reader's on their way to the screen.
 */
import { stdout } from 'node:process'
import { Writable } from 'node:stream'
import { styleText } from 'node:util'
import * as clack from '@clack/prompts'
import type { Words } from '../core/messages.ts'

/** Avbrutt: Esc or Ctrl-C. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled'
}

export type Choice = {
  readonly value: string
  readonly label: string
}

/** What is asked, and what helps to answer it. */
type Question = { readonly title: string; readonly help: string }

/** Says what is wrong with an answer, or nothing. */
type Test<T> = (answer: T) => string | undefined

/** Every question may throw {@link Cancelled}. */
export type Prompts = {
  begin(title: string): void
  tell(text: string): void
  warn(text: string): void
  /** The last line stands by itself, as what to do next. */
  end(lines: readonly string[]): void
  stop(text: string): void
  choose(
    question: Question & { readonly choices: readonly Choice[]; readonly initial?: string },
  ): Promise<string>
  chooseMany(question: Question & Several): Promise<readonly string[]>
  /** Among so many that one has to search. */
  find(
    question: Question & {
      readonly choices: readonly Choice[]
      readonly initial?: string
      readonly finds: Finds
    },
  ): Promise<string>
  findMany(question: Question & Several & { readonly finds: Finds }): Promise<readonly string[]>
  line(question: Question & { readonly initial: string; readonly test: Test<string> }): Promise<string>
  /** A text of several lines, which may be pasted. */
  lines(question: Question & { readonly initial: string; readonly test: Test<string> }): Promise<string>
}

type Several = {
  readonly choices: readonly Choice[]
  readonly initial: readonly string[]
  readonly test: Test<readonly string[]>
}

type Finds = (search: string, choice: Choice) => boolean

/** Text that is easy to read is not wider, however wide the window. */
const widest = 88

export function promptsIn(words: Words): Prompts {
  // Keys of an editor few know: «j» would move from «Ja» to «Nei».
  for (const key of ['h', 'j', 'k', 'l']) clack.settings.aliases.delete(key)
  const output = new Spoken(words)
  const message = ({ title, help }: Question) => [title, ...wrapped(help).map(dimmed)].join(`\n${bar()}  `)
  const plain = ({ title, help }: Question) => [title, ...wrapped(help).map(dimmed)].join('\n')
  return {
    begin: (title) => clack.intro(title, { output }),
    tell: (text) => clack.log.message([...wrapped(text)], { output }),
    warn: (text) => clack.log.warn(wrapped(text).join('\n'), { output }),
    end: (lines) => {
      for (const line of lines.slice(0, -1)) clack.log.success(wrapped(line).join('\n'), { output })
      clack.outro(wrapped(lines.at(-1) ?? '').join('\n   '), { output })
    },
    stop: (text) => clack.cancel(text, { output }),
    async choose({ choices, initial, ...question }) {
      const options = choices.map(shown)
      const start = initial === undefined ? {} : { initialValue: initial }
      return answered(await clack.select({ message: plain(question), options, output, ...start }))
    },
    chooseMany: ({ choices, initial, test, ...question }) =>
      until(test, initial, async (initialValues) =>
        answered(
          await clack.multiselect({
            message: plain(question),
            options: choices.map(shown),
            initialValues: [...initialValues],
            required: false,
            output,
          }),
        ),
      ),
    find: async ({ choices, initial, finds, ...question }) =>
      answered(
        await clack.autocomplete({
          message: message(question),
          options: [...choices],
          filter: (search, { value, label = '' }) => finds(search, { value, label }),
          validate: (value) => (value === undefined ? words('prompt-choose-found') : undefined),
          maxItems: 8,
          output,
          ...(initial === undefined ? {} : { initialValue: initial }),
        }),
      ),
    findMany: ({ choices, initial, test, finds, ...question }) =>
      until(test, initial, async (initialValues) => {
        output.chosen = () => ''
        const options = function (this: { selectedValues: string[] }) {
          output.chosen = () => labels(choices, this.selectedValues)
          return [...choices]
        }
        return answered(
          await clack.autocompleteMultiselect({
            message: message(question),
            options,
            initialValues: [...initialValues],
            filter: (search, { value, label = '' }) => finds(search, { value, label }),
            maxItems: 8,
            output,
          }),
        )
      }),
    line: async ({ initial, test, ...question }) =>
      answered(
        await clack.text({
          message: message(question),
          initialValue: initial,
          validate: (text = '') => test(text),
          output,
        }),
      ),
    lines: async ({ initial, test, ...question }) =>
      answered(
        await clack.multiline({
          message: message(question),
          initialValue: initial,
          showSubmit: true,
          validate: (text = '') => test(text),
          output,
        }),
      ),
  }

  /** These prompts of the library take no test of their own. */
  async function until(
    test: Test<readonly string[]>,
    initial: readonly string[],
    ask: (initial: readonly string[]) => Promise<readonly string[]>,
  ): Promise<readonly string[]> {
    let answer = await ask(initial)
    for (let objection = test(answer); objection !== undefined; objection = test(answer)) {
      clack.log.warn(objection, { output })
      answer = await ask(answer)
    }
    return answer
  }
}

function answered<T>(answer: T | typeof clack.CANCEL_SYMBOL): T {
  if (clack.isCancel(answer)) throw new Cancelled()
  return answer as T
}

function labels(choices: readonly Choice[], values: readonly string[]): string {
  return choices
    .filter(({ value }) => values.includes(value))
    .map(({ label }) => label)
    .join(', ')
}

/** A long label is broken by hand: the library would let it run past the bar at its left. */
function shown({ value, label }: Choice): { value: string; label: string } {
  return { value, label: wrapped(label).join('\n  ') }
}

function wrapped(text: string): readonly string[] {
  if (text === '') return []
  const width = Math.min(widest, stdout.columns ?? 80) - 6
  return text.split('\n').flatMap((line) =>
    line.split(' ').reduce<string[]>((lines, word) => {
      const last = lines.at(-1)
      if (last === undefined || last.length + 1 + word.length > width) lines.push(word)
      else lines[lines.length - 1] = `${last} ${word}`
      return lines
    }, []),
  )
}

function dimmed(text: string): string {
  return styleText('dim', text, { stream: stdout })
}

function bar(): string {
  return styleText('gray', clack.S_BAR, { stream: stdout })
}

/** Colours and the like stand between the words. */
const style = '((?:\\u001b\\[[0-9;]*m)*)'
const nothing = new RegExp(`([│|] +${style.slice(1, -1)})none(?=\\u001b|$)`, 'gm')

/** The library's words, and the key of ours. */
const phrases: readonly (readonly [english: RegExp, key: string])[] = [
  [new RegExp(`Space/Tab:${style} select`, 'g'), 'prompt-space-or-tab-chooses'],
  [new RegExp(`Space:${style} select`, 'g'), 'prompt-space-chooses'],
  [new RegExp(`Tab:${style} select`, 'g'), 'prompt-tab-chooses'],
  [new RegExp(`Enter:${style} confirm`, 'g'), 'prompt-enter-confirms'],
  [new RegExp(`Type:${style} to search`, 'g'), 'prompt-type-searches'],
  [new RegExp(`↑/↓${style} to (?:navigate|select)`, 'g'), 'prompt-arrows-move'],
  [/\[ submit \]/g, 'prompt-submit'],
  [/Search:/g, 'prompt-search'],
  [/No matches found/g, 'prompt-nothing-found'],
]

/** The terminal, speaking the reader's language. Lines are rewritten whole, so no phrase is ever cut in two. */
class Spoken extends Writable {
  /** What the search that is under way has chosen. */
  chosen: () => string = () => ''
  private readonly words: Words

  constructor(words: Words) {
    super({ decodeStrings: false })
    this.words = words
    stdout.on('resize', () => this.emit('resize'))
  }

  get columns(): number {
    return stdout.columns ?? 80
  }

  get rows(): number {
    return stdout.rows ?? 24
  }

  get isTTY(): boolean {
    return stdout.isTTY
  }

  override _write(chunk: string | Uint8Array, _encoding: string, done: () => void): void {
    stdout.write(this.translated(String(chunk)))
    done()
  }

  private translated(text: string): string {
    const said = phrases.reduce(
      (rest, [english, key]) => rest.replace(english, (_, between) => this.phrase(key, between)),
      text,
    )
    return said
      .replace(
        /\((\d+) match(?:es)?\)/g,
        (_, count: string) => `(${this.words('prompt-found', { count: Number(count) })})`,
      )
      .replace(/\d+ items selected/g, () => this.chosen() || this.words('prompt-none'))
      .replace(nothing, (_, before: string) => `${before}${this.words('prompt-none')}`)
  }

  /** `Enter: bekreft`, with the style of the English between the two. */
  private phrase(key: string, between: unknown): string {
    const said = this.words(key)
    const [, name = '', rest = ''] = /^(\S+)( .*)$/.exec(said) ?? []
    return typeof between === 'string' && name !== '' ? `${name}${between}${rest}` : said
  }
}
