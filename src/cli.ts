#!/usr/bin/env node
/** The entrance: the only reader of argv, env and clock, and the only setter of the exit code. */
import { resolve } from 'node:path'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { parseMessages, type Speaker, speaker } from './core/messages.ts'
import type { Language } from './core/model.ts'
import { nearest } from './core/nearest.ts'
import { noSuchDay } from './core/yaml.ts'
import { type Context, type ExitCode, Usage } from './commands/context.ts'
import { type CommandDefinition, commands, type OptionDefinition } from './commands/table.ts'
import { Unreadable } from './io/ports.ts'
import { readMessages, version } from './io/toolkit.ts'

const languages: readonly Language[] = ['nb', 'nn', 'en']
const exitCode: Record<'fault' | 'usage', ExitCode> = { fault: 1, usage: 64 }

const argv = process.argv.slice(2)
const language = chosenLanguage(argv, process.env['MOBILITET_LANG'])
const { file, text } = readMessages(language)
const voice = speaker(language, parseMessages(file, text))

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) closes the pipe; that is no fault.
  if (error.code !== 'EPIPE') throw error
})
process.exitCode = await main(argv)

async function main(words: readonly string[]): Promise<number> {
  let code: ExitCode = 0
  const program = programFor(voice, (definition, input, options) => execute(definition, input, options).then((result) => { code = result }))
  try {
    await program.parseAsync(words, { from: 'user' })
    return code
  } catch (error) {
    return explain(error)
  }
}

async function execute(definition: CommandDefinition, input: object, options: { root: string; today?: string }): Promise<ExitCode> {
  const { run } = await definition.load()
  return run(contextFor(options), input as never)
}

function contextFor({ root, today }: { root: string; today?: string }): Context {
  return {
    root: resolve(root),
    today: today ?? localToday(),
    language,
    speaker: voice,
    colour: colourWelcome(),
    interactive: process.stdin.isTTY === true && process.stdout.isTTY === true && !process.env['CI'],
    print: (line) => process.stdout.write(line),
    remark: (line) => process.stderr.write(line),
  }
}

/** The day where the office is, not in Greenwich. */
function localToday(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(new Date())
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

type Action = (definition: CommandDefinition, input: object, options: { root: string; today?: string }) => Promise<void>

function programFor({ cli }: Speaker, action: Action): Command {
  const program = localised(new Command('mobilitet'), cli)
    .description(cli('about'))
    .version(version(), '-V, --version', cli('version'))
    .helpCommand('help [command]', cli('helpCommand'))
    .addHelpText('after', `\n${cli('more', { name: 'mobilitet' })}\n${cli('exitCodes')}`)
  for (const definition of commands) {
    const command = localised(program.command(definition.name), cli).description(cli(`command.${definition.name}`))
    if (definition.argument) command.argument(definition.argument.name, cli(definition.argument.text))
    for (const option of definition.options) command.addOption(optionFor(definition.name, option, cli))
    for (const option of sharedOptions(cli)) command.addOption(option)
    command.action(async (...given: unknown[]) => {
      const options = command.opts<{ root: string; today?: string }>()
      const words = definition.argument ? { [argumentKey(definition.argument.name)]: given[0] } : {}
      await action(definition, { ...options, ...words }, options)
    })
  }
  return program
}

function argumentKey(name: string): string {
  return name.replaceAll(/[^a-z]/g, '')
}

type Cli = Speaker['cli']

function sharedOptions(cli: Cli): readonly Option[] {
  return [
    new Option('--root <folder>', cli('option.root')).default('.'),
    new Option('--today <date>', cli('option.today')).argParser(realDay),
    new Option('--language <language>', cli('option.language')).choices(languages).default(language),
  ]
}

function realDay(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value) && !noSuchDay(value)) return value
  throw new InvalidArgumentError('date')
}

function optionFor(command: string, definition: OptionDefinition, cli: Cli): Option {
  const name = /--([a-z-]+)/.exec(definition.flags)?.[1] ?? ''
  const option = new Option(definition.flags, cli(definition.text ?? `command.${command}.${name}`))
  if (definition.choices) option.choices(definition.choices)
  if (definition.default !== undefined) option.default(definition.default)
  return option
}

/** Commander's own words are English; these are the reader's. */
function localised(command: Command, cli: Cli): Command {
  const titles: Record<string, string> = {
    'Usage:': cli('usage'),
    'Arguments:': cli('arguments'),
    'Options:': cli('options'),
    'Commands:': cli('commands'),
  }
  return command
    .helpOption('-h, --help', cli('help'))
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      styleUsage: (usage) => usage.replace('[options]', cli('usage.options')).replace('[command]', cli('usage.command')),
      styleSubcommandTerm: (term) => term.replace('[options]', cli('usage.options')),
      optionDescription: (option) => `${option.description}${choicesAndDefault(option, cli)}`,
    })
    .configureOutput({ outputError() {} })
    .exitOverride()
}

function choicesAndDefault({ argChoices, defaultValue }: Option, cli: Cli): string {
  const notes = [
    ...(argChoices ? [`${cli('choices')}: ${argChoices.join(', ')}`] : []),
    ...(typeof defaultValue === 'string' ? [`${cli('default')}: ${defaultValue}`] : []),
  ]
  return notes.length > 0 ? ` (${notes.join('; ')})` : ''
}

function explain(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongUsage(error)
  if (error instanceof Usage) return complain(voice.cli(error.key, error.args), exitCode.usage)
  if (error instanceof Unreadable) return complain(voice.cli(error.code, error.args), exitCode.fault, false)
  if (process.env['MOBILITET_DEBUG']) throw error
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
  return complain(voice.cli('error.fault', { reason: reason ?? '' }), exitCode.fault, false)
}

/** Commander tells what went wrong by a code, and names the culprit only within its English sentence. */
function wrongUsage({ code, message }: CommanderError): ExitCode {
  if (code === 'commander.help') return exitCode.usage
  const [name = '', value = ''] = [...message.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '')
  const command = argv.find((word) => commands.some((candidate) => candidate.name === word)) ?? ''
  return complain(usageSentence(code.replace('commander.', ''), message, { name, value, command }), exitCode.usage)
}

function usageSentence(code: string, message: string, args: { name: string; value: string; command: string }): string {
  const { cli } = voice
  switch (code) {
    case 'unknownCommand':
      return suggest(cli('error.unknownCommand', args), args.name, commands.map(({ name }) => name))
    case 'unknownOption':
      return suggest(cli('error.unknownOption', args), args.name.split('=')[0] ?? '', optionNames(args.command))
    case 'missingArgument':
    case 'optionMissingArgument':
    case 'excessArguments':
      return cli(`error.${code}`, args)
    case 'invalidArgument':
      return invalid(message, optionName(args.name), args.value)
    default:
      return cli('error.other')
  }
}

/** `option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json.` */
function invalid(message: string, name: string, value: string): string {
  const choices = /Allowed choices are (.*)\.$/.exec(message)?.[1]
  if (name === '--today') return voice.cli('error.invalidDate', { value })
  if (choices === undefined) return voice.cli('error.invalidArgument', { name, value })
  return suggest(voice.cli('error.invalidChoice', { name, value, choices }), value, choices.split(', '))
}

function optionName(flags: string): string {
  return /--[a-z-]+/.exec(flags)?.[0] ?? flags
}

function optionNames(command: string): readonly string[] {
  const own = commands.find(({ name }) => name === command)?.options ?? []
  return [...own.map(({ flags }) => optionName(flags)), ...sharedOptions(voice.cli).map(({ flags }) => optionName(flags)), '--help']
}

function suggest(sentence: string, word: string, candidates: readonly string[]): string {
  const suggestion = nearest(word, candidates)
  return suggestion === undefined ? sentence : `${sentence} ${voice.words('suggestion', { suggestion })}`
}

function complain(sentence: string, code: ExitCode, hint = true): ExitCode {
  process.stderr.write(`${sentence}${sentence.endsWith('\n') ? '' : '\n'}${hint ? `${voice.cli('error.hint', { name: 'mobilitet' })}\n` : ''}`)
  return code
}
