/**
 * Findings in the Static Analysis Results Interchange Format 2.1.0, for code scanning and other viewers:
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os.html
 */
import { compare, type Diagnostic, type Severity } from '../diagnostic.ts'
import { type Report, relativeUri } from './report.ts'
import { paragraph, safeJson } from './visible.ts'

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', notice: 'note' }

/** A SARIF log of one run. */
export function printSarif(report: Report): string {
  const language = report.words('report-language')
  const rules = rulesOf(report)
  const indices = new Map(rules.map(({ code }, index) => [code, index]))
  const fingerprint = fingerprints()
  const run = {
    tool: { driver: { name: 'mobilitet', language, rules: rules.map((rule) => descriptor(report, rule)) } },
    language,
    columnKind: 'utf16CodeUnits',
    results: report.diagnostics.map((diagnostic) => ({
      ruleId: diagnostic.code,
      ruleIndex: indices.get(diagnostic.code),
      level: levels[diagnostic.severity],
      message: { text: message(report.say(diagnostic)) },
      locations: [location(diagnostic)],
      partialFingerprints: { 'mobilitet/v1': fingerprint(diagnostic) },
    })),
  }
  return `${safeJson({ $schema: schema, version: '2.1.0', runs: [run] }, 2)}\n`
}

type Rule = Report['rules'][number]

/** The rules there are, and after them any code that a finding carries without a rule of its own. */
function rulesOf(report: Report): readonly Rule[] {
  const rules = new Map(report.rules.map((rule) => [rule.code, rule]))
  for (const { code, severity } of report.diagnostics) {
    if (!rules.has(code)) rules.set(code, { code, severity, title: code })
  }
  return [...rules.values()]
}

/** Code scanning asks for all three descriptions. A `helpUri` must be absolute. */
function descriptor(report: Report, { code, severity, title }: Rule): object {
  const url = report.ruleUrl?.(code)
  const description = { text: message(title) }
  return {
    id: code,
    shortDescription: description,
    fullDescription: description,
    help: description,
    ...(url !== undefined && /^https?:\/\//.test(url) ? { helpUri: url } : {}),
    defaultConfiguration: { level: levels[severity] },
  }
}

/** Plain text: braces are doubled (§3.11.5) and what looks like an embedded link is broken (§3.11.6). */
function message(text: string): string {
  return paragraph(text).replace(/[{}]/g, '$&$&').replaceAll('](', '] (')
}

function location({ place }: Diagnostic): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: relativeUri(place.file), uriBaseId: '%SRCROOT%' },
      region: { startLine: place.line, startColumn: place.column },
    },
  }
}

/** A finding keeps its fingerprint when lines move; equal findings in one file are told apart by their order. */
function fingerprints(): (diagnostic: Diagnostic) => string {
  const seen = new Map<string, number>()
  return ({ code, place, args }) => {
    const sorted = Object.entries(args).sort(([a], [b]) => compare(a, b))
    const hash = fnv1a(JSON.stringify([code, place.file, sorted]))
    const occurrence = (seen.get(hash) ?? 0) + 1
    seen.set(hash, occurrence)
    return `${hash}:${occurrence}`
  }
}

/** FNV-1a, 64 bits: small and stable; it guards nothing. http://www.isthe.com/chongo/tech/comp/fnv/ */
function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  }
  return hash.toString(16).padStart(16, '0')
}
