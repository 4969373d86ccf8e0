/**
 * Makes text from people's files inert in Markdown: whatever it says, it is shown as it was written and never
 * becomes a link, a heading, a table, markup or code.
 */

/** Controls, direction marks, zero-width and other invisible characters: nobody who signs could see them. */
const unseen = new RegExp(
  '[\\u0000-\\u0008\\u000E-\\u001F\\u007F-\\u0084\\u0086-\\u009F' +
    '\\u00AD\\u061C\\u115F\\u1160\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\u3164\\uFEFF\\uFFA0\\u{E0000}-\\u{E007F}]',
  'gu',
)
const whiteSpace = /[ \t\r\n\v\f\u0085\u2028\u2029]+/g
const lineBreak = /[\r\n\v\f\u0085\u2028\u2029]+/
const halfCharacter = /\p{Surrogate}/gu
const asciiPunctuation = /[!-/:-@[-`{-~]/g

/** One line of visible text: NFC, no invisible characters, white space collapsed and trimmed. */
export function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(unseen, '')
    .replace(halfCharacter, '\uFFFD')
    .replace(whiteSpace, ' ')
    .trim()
    .normalize('NFC') // dropping an invisible character can bring a letter and its accent together
}

/** One line of Markdown that means exactly the text and nothing else, wherever in a document it is put. */
export function escapeMarkdown(text: string): string {
  return oneLine(text).replace(asciiPunctuation, '\\$&')
}

/**
 * As {@link escapeMarkdown}, but line breaks in the text part paragraphs, as `<br><br>`: the one break that is
 * harmless in a table cell and a list item too. The text itself cannot write it, its `<` is escaped. A folded YAML
 * text (`>-`) has a line break where a blank line was written, a literal one (`|`) where its author put it.
 */
export function escapeParagraphs(text: string): string {
  return text
    .split(lineBreak)
    .map(escapeMarkdown)
    .filter((paragraph) => paragraph !== '')
    .join('<br><br>')
}
