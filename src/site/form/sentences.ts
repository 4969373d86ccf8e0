/** Setningene i skjemaet: those of `check`, with fields called what the form calls them and dates as people write them. */
import type { Speaker } from '../../core/messages.ts'
import type { BroughtField } from './brought.ts'
import type { FormFinding } from './text-findings.ts'

/** What is missing is said as `new` says it; all else as `check` does. */
export function sentenceFor(
  finding: FormFinding,
  fields: readonly BroughtField[],
  { say, words }: Speaker,
): string {
  if (isUnanswered(finding)) return words('new-required')
  return withTitles(writtenDates(say(finding)), finding, fields)
}

function isUnanswered({ code, args }: FormFinding): boolean {
  return code === 'schema/missing' || (code === 'schema/too-few' && args['limit'] === 1)
}

/** 2027-03-01 is written 01.03.2027 in the form. */
export function writtenDates(text: string): string {
  return text.replaceAll(/\b(\d{4})-(\d{2})-(\d{2})\b/g, '$3.$2.$1')
}

/** «minWeeks» is the name in the file; in the form it is «Minste antall uker». */
function withTitles(sentence: string, { at }: FormFinding, fields: readonly BroughtField[]): string {
  return sentence.replaceAll(
    /([«“])([A-Za-z]+)([»”])/g,
    (quoted, open: string, key: string, close: string) => {
      const title = titleOf(key, at.slice(0, -1).join('.'), fields)
      return title === undefined ? quoted : `${open}${title}${close}`
    },
  )
}

function titleOf(key: string, beside: string, fields: readonly BroughtField[]): string | undefined {
  const named = fields.filter(({ path }) => path === key || path.endsWith(`.${key}`))
  return (named.find(({ path }) => path === `${beside}.${key}`) ?? named[0])?.title
}

/** The fields somebody goes to in order to mend it: all of a group that is missing, none for what is about the whole. */
export function fieldsFor(
  { code, at }: FormFinding,
  fields: readonly BroughtField[],
): readonly BroughtField[] {
  const path = at.filter((step) => typeof step === 'string').join('.')
  const own = fields.filter((field) => field.path === path)
  if (own.length > 0 || path === '') return own
  const inside = fields.filter(
    (field) => field.path.startsWith(`${path}.`) || path.startsWith(`${field.path}.`),
  )
  return code === 'schema/missing' ? inside.filter(({ required }) => required) : inside.slice(0, 1)
}
