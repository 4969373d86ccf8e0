/**
 * The commands. To add one: an entry here, a file that exports `run`, and its texts under `cli:` in
 * `templates/messages/`. Files are loaded only when their command is run, so `--help` stays quick.
 */
import type { Context, ExitCode } from './context.ts'

export type OptionDefinition = {
  /** As commander writes it: `--base <ref>`. */
  readonly flags: string
  readonly choices?: readonly string[]
  readonly default?: string
  /** Key of the description; `command.<command>.<name>` unless the option is shared. */
  readonly text?: string
}

export type ArgumentDefinition = { readonly name: string; readonly text: string }

export type CommandDefinition = {
  readonly name: string
  readonly argument?: ArgumentDefinition
  /** What may be said after it. */
  readonly second?: ArgumentDefinition
  readonly options: readonly OptionDefinition[]
  readonly load: () => Promise<{ run: (context: Context, input: never) => ExitCode | Promise<ExitCode> }>
}

const out = { flags: '--out <folder>', default: 'out', text: 'option.out' }

function format(...choices: readonly [string, ...string[]]): OptionDefinition {
  return { flags: '--format <format>', choices, default: choices[0], text: 'option.format' }
}

/** What every command on the GitHub side takes. Without `--apply` its plan is printed and nothing is written. */
const forge: readonly OptionDefinition[] = [
  { flags: '--repo <owner/name>', text: 'option.repo' },
  { flags: '--apply', text: 'option.apply' },
  format('text', 'json'),
]

export const commands: readonly CommandDefinition[] = [
  {
    name: 'check',
    argument: { name: '[paths...]', text: 'command.check.paths' },
    options: [
      { flags: '--base <ref>' },
      format('text', 'json', 'github', 'sarif', 'markdown'),
      { flags: '--report <format=file...>' },
      { flags: '--no-cache' },
    ],
    load: () => import('./check.ts'),
  },
  {
    name: 'match',
    options: [
      { flags: '--what-if <file...>' },
      { flags: '--without <id...>' },
      { flags: '--pin <proposal...>' },
      { flags: '--forbid <proposal...>' },
      { flags: '--open <proposal...>' },
      { flags: '--compare <ref>' },
      format('text', 'json', 'markdown', 'svg'),
    ],
    load: () => import('./match.ts'),
  },
  {
    name: 'render',
    argument: { name: '[agreements...]', text: 'command.render.agreements' },
    options: [
      out,
      { flags: '--format <formats>', default: 'html,md', text: 'option.formats' },
      { flags: '--lang <languages>' },
      { flags: '--parallel <languages>' },
      { flags: '--private <file>' },
      { flags: '--material <sheets>' },
    ],
    load: () => import('./render.ts'),
  },
  {
    name: 'verify',
    argument: { name: '<files...>', text: 'command.verify.files' },
    options: [format('text', 'json'), { flags: '--private <file>' }],
    load: () => import('./verify.ts'),
  },
  {
    name: 'diff',
    argument: { name: '<agreement>', text: 'command.diff.agreement' },
    second: { name: '[revision]', text: 'command.diff.revision' },
    options: [
      { flags: '--against <text>', choices: ['standard'] },
      format('text', 'markdown', 'html', 'json'),
      { flags: '--lang <language>', choices: ['nb', 'nn', 'en'] },
    ],
    load: () => import('./diff.ts'),
  },
  {
    name: 'follow-up',
    options: [
      { flags: '--out <folder>' },
      { flags: '--address <url>' },
      ...forge.filter(({ flags }) => flags !== format('').flags),
      format('text', 'json', 'markdown'),
    ],
    load: () => import('./follow-up.ts'),
  },
  {
    name: 'simulate',
    options: [
      { flags: '--days <days>', default: '400' },
      { flags: '--seed <number>', default: '1' },
      { flags: '--runs <runs>', default: '1' },
      { flags: '--assume <file>' },
      { flags: '--sensitivity' },
      format('text', 'json', 'html'),
    ],
    load: () => import('./simulate.ts'),
  },
  {
    name: 'sign',
    argument: { name: '<agreement>', text: 'command.sign.agreement' },
    options: [
      { flags: '--out <folder>', text: 'option.out' },
      { flags: '--lang <language>', choices: ['nb', 'nn', 'en'] },
      { flags: '--file <file>' },
      { flags: '--party <agency...>' },
      { flags: '--date <date>' },
      { flags: '--role <role>' },
      { flags: '--method <method>', choices: ['esign', 'ink'] },
      { flags: '--print' },
      format('text', 'json'),
    ],
    load: () => import('./sign.ts'),
  },
  { name: 'start', options: [out], load: () => import('./start.ts') },
  {
    name: 'site',
    options: [
      { ...out, default: 'site' },
      { flags: '--address <url>' },
      { flags: '--repo <owner/name>', text: 'option.repo' },
      format('text', 'json'),
    ],
    load: () => import('./site.ts'),
  },
  {
    name: 'new',
    argument: { name: '<kind>', text: 'command.new.kind' },
    options: [
      { flags: '--agency <agency>' },
      { flags: '--agreement <agreement>' },
      { flags: '--name <name>' },
      { flags: '--set <field=value...>' },
      { flags: '--print' },
    ],
    load: () => import('./new.ts'),
  },
  {
    name: 'import',
    argument: { name: '<file>', text: 'command.import.file' },
    options: [
      { flags: '--sheet <name>' },
      { flags: '--yes' },
      { ...out, text: 'command.import.out' },
      { flags: '--print' },
      format('text', 'json'),
    ],
    load: () => import('./import.ts'),
  },
  {
    name: 'export',
    options: [{ flags: '--out <file>' }, { flags: '--format <format>', choices: ['xlsx', 'csv'] }],
    load: () => import('./export.ts'),
  },
  {
    name: 'report',
    options: [
      { flags: '--round <round>' },
      { flags: '--year <year>' },
      { flags: '--out <folder>' },
      { flags: '--format <formats>' },
      { flags: '--lang <language>', choices: ['nb', 'nn', 'en'] },
    ],
    load: () => import('./report.ts'),
  },
  {
    name: 'archive',
    options: [
      { flags: '--out <file>' },
      { flags: '--verify <file>' },
      { flags: '--history <kind>', choices: ['bundle', 'log', 'none'], default: 'bundle' },
      format('text', 'json'),
    ],
    load: () => import('./archive.ts'),
  },
  {
    name: 'merge-agency',
    argument: { name: '<old>', text: 'command.merge-agency.old' },
    second: { name: '<new>', text: 'command.merge-agency.new' },
    options: [{ flags: '--date <date>' }, { flags: '--write' }, format('text', 'json')],
    load: () => import('./merge-agency.ts'),
  },
  { name: 'rules', options: [{ flags: '--check' }], load: () => import('./rules.ts') },
  {
    name: 'review',
    argument: { name: '[pull]', text: 'command.review.pull' },
    options: forge,
    load: () => import('./review.ts'),
  },
  { name: 'propose', options: forge, load: () => import('./propose.ts') },
  {
    name: 'intake',
    argument: { name: '[issue]', text: 'command.intake.issue' },
    options: forge,
    load: () => import('./intake.ts'),
  },
  {
    name: 'command',
    argument: { name: '[comment]', text: 'command.command.comment' },
    options: forge,
    load: () => import('./command.ts'),
  },
  {
    name: 'release',
    argument: { name: '[agreements...]', text: 'command.release.agreements' },
    options: [{ flags: '--out <folder>' }, { flags: '--from <folder>' }, ...forge],
    load: () => import('./release.ts'),
  },
  { name: 'setup', options: [...forge, { flags: '--app <id>' }], load: () => import('./setup.ts') },
  { name: 'owners', options: [{ flags: '--check' }], load: () => import('./owners.ts') },
]
