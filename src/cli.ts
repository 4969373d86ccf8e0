#!/usr/bin/env node
import { resolve } from 'node:path'
import { CommanderError } from 'commander'
import { type Context, type ExitCode, Usage } from './commands/context.ts'
import { faultSentence } from './commands/faults.ts'
import { languages, parser, type SharedOptions, usageSentence } from './commands/parser.ts'
/** The entrance: the only reader of argv, env and clock, and the only setter of the exit code. */
import { dayInNorway } from './core/days.ts'
import { parseMessages, speaker } from './core/messages.ts'
import type { Language } from './core/model.ts'
import { visibleLines, withoutCommands } from './core/report/visible.ts'
import { Unreadable } from './io/ports.ts'
import { readMessages, version } from './io/toolkit.ts'

const fault: ExitCode = 1
const wrongUsage: ExitCode = 64

const argv = process.argv.slice(2)
const language = chosenLanguage(argv, process.env['MOBILITET_LANG'])
const { file, text } = readMessages(language)
const voice = speaker(language, parseMessages(file, text))

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) closes the pipe; that is no fault. A full disk is one.
  if (error.code !== 'EPIPE') process.exit(complain(voice.cli('tool/output-closed'), fault))
})
process.exitCode = await main()

async function main(): Promise<ExitCode> {
  let code: ExitCode = 0
  const program = parser(voice, version(), async ({ load }, input, shared) => {
    const { run } = await load()
    code = await run(contextFor(shared), input as never)
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return code
  } catch (error) {
    return explain(error)
  }
}

function contextFor({ root, today }: SharedOptions): Context {
  return {
    root: resolve(root),
    today: today ?? localToday(),
    language,
    speaker: voice,
    colour: colourWelcome(),
    interactive: process.stdin.isTTY === true && process.stdout.isTTY === true && !process.env['CI'],
    print: (line) => process.stdout.write(line),
    remark,
    github: surroundings(process.env),
  }
}

/** The names are those of GitHub's runners: https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
function surroundings(env: NodeJS.ProcessEnv): Context['github'] {
  const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_EVENT_PATH, GITHUB_SERVER_URL, GITHUB_RUN_ID } = env
  const token = env['GITHUB_TOKEN'] || env['GH_TOKEN']
  const as = env['MOBILITET_ACCOUNT']
  return {
    api: GITHUB_API_URL || 'https://api.github.com',
    fetch: globalThis.fetch,
    pace: { write: 1000, retry: 1000 },
    ...(token ? { token } : {}),
    ...(as ? { as } : {}),
    ...(GITHUB_REPOSITORY ? { repository: GITHUB_REPOSITORY } : {}),
    ...(GITHUB_EVENT_PATH ? { event: GITHUB_EVENT_PATH } : {}),
    ...(GITHUB_RUN_ID
      ? { run: `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}` }
      : {}),
  }
}

/** The day where the office is, not in Greenwich. */
function localToday(): string {
  return dayInNorway(new Date())
}

/** https://no-color.org and https://force-color.org */
function colourWelcome(): boolean {
  if (process.env['NO_COLOR']) return false
  if (process.env['FORCE_COLOR']) return process.env['FORCE_COLOR'] !== '0'
  return process.stdout.isTTY === true
}

/** Help and errors speak before anything is parsed, so the language is looked for by itself. */
function chosenLanguage(words: readonly string[], preferred: string | undefined): Language {
  const at = words.findIndex((word) => word === '--language' || word.startsWith('--language='))
  const word = at < 0 ? preferred : words[at]?.includes('=') ? words[at].split('=')[1] : words[at + 1]
  return languages.find((language) => language === word) ?? 'nb'
}

/** One line that says what is wrong and what to do; never a stack trace, unless somebody is looking for a fault of ours. */
function explain(error: unknown): ExitCode {
  if (error instanceof CommanderError) return explainUsage(error)
  if (error instanceof Usage) return complain(`${usageText(error)}\n${hint()}`, wrongUsage)
  if (!(error instanceof Unreadable) && process.env['MOBILITET_DEBUG']) throw error
  return complain(faultSentence(error, voice), fault)
}

function explainUsage(error: CommanderError): ExitCode {
  if (error.exitCode === 0) return 0
  if (error.code === 'commander.help') return wrongUsage
  return complain(`${usageSentence(error, argv, voice)}\n${hint()}`, wrongUsage)
}

function usageText({ key, args }: Usage): string {
  const sentence = voice.cli(key, args)
  return args['suggestion'] === undefined ? sentence : `${sentence} ${voice.words('suggestion', args)}`
}

function hint(): string {
  return voice.cli('error.hint', { name: 'mobilitet' })
}

function complain(sentence: string, code: ExitCode): ExitCode {
  remark(`${sentence}\n`)
  return code
}

/** Remarks quote what people wrote, and stand in the logs of jobs that may write. */
function remark(text: string): void {
  process.stderr.write(withoutCommands(visibleLines(text)))
}
