/** Speakers of other languages than the reader's own: documents are written in the parties' languages. */
import { parseMessages, type Speaker, speaker } from '../core/messages.ts'
import type { Language } from '../core/model.ts'
import { readMessages } from '../io/toolkit.ts'

const known = new Map<Language, Speaker>()

export function voiceOf(language: Language): Speaker {
  const voice = known.get(language) ?? makeVoice(language)
  known.set(language, voice)
  return voice
}

function makeVoice(language: Language): Speaker {
  const { file, text } = readMessages(language)
  return speaker(language, parseMessages(file, text))
}
