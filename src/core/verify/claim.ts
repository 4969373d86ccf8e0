/** Hva et dokument sier at det er. Nothing in it is believed: it only tells where to look. */
import type { Language } from '../model.ts'

export type Claim = {
  readonly agreement?: string
  readonly version?: number
  /** `sha256:…` over the terms. */
  readonly termsDigest?: string
  /** `<document>@<version>` */
  readonly template?: string
  readonly language?: Language
}

/** Names and values as they stand in a file; only what has the shape it must have is taken over. */
export function claimOf(facts: ReadonlyMap<string, string>): Claim {
  const agreement = shaped(facts.get('agreement'), /^[a-z0-9][a-z0-9-]{0,99}$/)
  const version = shaped(facts.get('version'), /^[1-9]\d{0,3}$/)
  const termsDigest = shaped(facts.get('termsDigest'), /^sha256:[0-9a-f]{64}$/)
  const template = shaped(facts.get('template'), /^[a-z][a-z-]{0,60}@[1-9]\d{0,3}$/)
  const language = languages.find((known) => known === facts.get('language'))
  return {
    ...(agreement === undefined ? {} : { agreement }),
    ...(version === undefined ? {} : { version: Number(version) }),
    ...(termsDigest === undefined ? {} : { termsDigest }),
    ...(template === undefined ? {} : { template }),
    ...(language === undefined ? {} : { language }),
  }
}

const languages: readonly Language[] = ['nb', 'nn', 'en']

function shaped(text: string | undefined, shape: RegExp): string | undefined {
  return text !== undefined && shape.test(text) ? text : undefined
}

/** The digest stands in the text too, so a file that has lost its metadata can still be known by it. */
export function digestIn(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const found = /sha256:[0-9a-f]{64}(?![0-9a-f])/.exec(line)?.[0]
    if (found !== undefined) return found
  }
  return undefined
}
