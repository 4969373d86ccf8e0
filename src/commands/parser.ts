/** The command line: from words to a command and its options, and from what is wrong with them to a sentence. */
import { Command, type CommanderError, InvalidArgumentError, Option } from 'commander'
import { noSuchDay } from '../core/ambiguity.ts'
import type { Speaker } from '../core/messages.ts'
import type { Language } from '../core/model.ts'
import { nearest } from '../core/nearest.ts'
import { type CommandDefinition, commands, type OptionDefinition } from './table.ts'

export const languages: readonly Language[] = ['nb', 'nn', 'en']

export type SharedOptions = { readonly root: string; readonly today?: string }

/** What is done when a command has been understood; `input` holds its own argument and options. */
export type Action = (definition: CommandDefinition, input: object, shared: SharedOptions) => Promise<void>

type Cli = Speaker['cli']

/** @throws CommanderError for what cannot be understood, and after help or version has been shown */
export function parser({ cli, language }: Speaker, version: string, action: Action): Command {
  const program = localised(new Command('mobilitet'), cli)
    .description(cli('about'))
    .version(version, '-V, --version', cli('version'))
    .helpCommand('help [command]', cli('helpCommand'))
    .addHelpText('after', `\n${cli('more', { name: 'mobilitet' })}\n${cli('exitCodes')}`)
  for (const definition of commands) {
    const command = localised(program.command(definition.name), cli).description(
      cli(`command.${definition.name}`),
    )
    const asked = [definition.argument, definition.second].filter((argument) => argument !== undefined)
    for (const { name, text } of asked) command.argument(name, cli(text))
    for (const option of definition.options) command.addOption(optionFor(definition.name, option, cli))
    for (const option of sharedOptions(cli, language)) command.addOption(option)
    command.action(async (...given: unknown[]) => {
      const options = command.opts<SharedOptions>()
      const words = Object.fromEntries(asked.map(({ name }, at) => [argumentKey(name), given[at]]))
      await action(definition, { ...options, ...words }, options)
    })
  }
  return program
}

/** `[paths...]` is handed over as `paths`. */
function argumentKey(name: string): string {
  return name.replaceAll(/[^a-z]/g, '')
}

function sharedOptions(cli: Cli, language: Language): readonly Option[] {
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
  const spoken = (term: string) =>
    term.replace('[options]', cli('usage.options')).replace('[command]', cli('usage.command'))
  return command
    .helpOption('-h, --help', cli('help'))
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      styleUsage: spoken,
      styleSubcommandTerm: spoken,
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

/** Commander tells what went wrong by a code, and names the culprit only within its English sentence. */
export function usageSentence(
  { code, message }: CommanderError,
  words: readonly string[],
  speaker: Speaker,
): string {
  const [name = '', value = ''] = [...message.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '')
  const command = words.find((word) => commands.some((candidate) => candidate.name === word)) ?? ''
  const { cli } = speaker
  const mistake = code.replace('commander.', '')
  switch (mistake) {
    case 'unknownCommand':
      return withSuggestion(
        cli('error.unknownCommand', { name }),
        name,
        commands.map(({ name }) => name),
        speaker,
      )
    case 'unknownOption':
      return withSuggestion(
        cli('error.unknownOption', { name }),
        name.split('=')[0] ?? '',
        optionNames(command, speaker),
        speaker,
      )
    case 'missingArgument':
    case 'optionMissingArgument':
    case 'excessArguments':
      return cli(`error.${mistake}`, { name, command })
    case 'invalidArgument':
      return invalid(message, optionName(name), value, speaker)
    default:
      return cli('error.other')
  }
}

/** `option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json.` */
function invalid(message: string, name: string, value: string, speaker: Speaker): string {
  const choices = /Allowed choices are (.*)\.$/.exec(message)?.[1]
  if (name === '--today') return speaker.cli('error.invalidDate', { value })
  if (choices === undefined) return speaker.cli('error.invalidArgument', { name, value })
  return withSuggestion(
    speaker.cli('error.invalidChoice', { name, value, choices }),
    value,
    choices.split(', '),
    speaker,
  )
}

function optionName(flags: string): string {
  return /--[a-z-]+/.exec(flags)?.[0] ?? flags
}

function optionNames(command: string, { cli, language }: Speaker): readonly string[] {
  const own = commands.find(({ name }) => name === command)?.options ?? []
  return [...[...own, ...sharedOptions(cli, language)].map(({ flags }) => optionName(flags)), '--help']
}

function withSuggestion(
  sentence: string,
  word: string,
  candidates: readonly string[],
  { words }: Speaker,
): string {
  const suggestion = nearest(word, candidates)
  return suggestion === undefined ? sentence : `${sentence} ${words('suggestion', { suggestion })}`
}
