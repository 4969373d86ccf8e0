/**
 * How long spreadsheets take, for docs/performance.md: import into an empty programme, the same file again, and export, each
 * in a process of its own, so that memory is theirs alone. A report, not a test.
 *
 *     npx tsx bench/spreadsheet.ts            print the table
 *     npx tsx bench/spreadsheet.ts --write    and put it into docs/performance.md
 *     npx tsx bench/spreadsheet.ts --sizes 70,1000
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { CellValue } from 'hucre/xlsx'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    sizes: { type: 'string', default: '70,1000,10000' },
    child: { type: 'string' },
    folder: { type: 'string', default: '' },
  },
})

type Measured = { readonly seconds: number; readonly megabytes: number; readonly said: string }

if (values.child) await runOne(values.child, values.folder)
else await report()

async function report(): Promise<void> {
  const lines = [
    '| rows | file | import | again, unchanged | export | memory, import | memory, export |',
    '|---|---|---|---|---|---|---|',
  ]
  for (const size of values.sizes.split(',').map(Number)) {
    const folder = mkdtempSync(join(tmpdir(), 'mobilitet-bench-'))
    try {
      lines.push(await row(size, folder))
      console.log(lines.at(-1))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  const machine = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node.js ${process.versions.node}.`
  const table = `${machine}\n\n${lines.join('\n')}`
  console.log(table)
  if (values.write) put(table)
}

async function row(size: number, folder: string): Promise<string> {
  const { writeXlsx } = await import('hucre/xlsx')
  const { goodRow, headings } = await import('../tests/spreadsheet/messy.ts')
  for (const part of ['programme', 'agencies', 'templates'])
    cpSync(join(root, part), join(folder, part), {
      recursive: true,
      filter: (file) => !/[\\/](?:needs|offers)[\\/]/.test(file),
    })
  const rows: CellValue[][] = [[...headings], ...Array.from({ length: size }, (_, at) => goodRow(at))]
  const bytes = await writeXlsx({ sheets: [{ name: 'Ark', rows }] })
  writeFileSync(join(folder, 'inn.xlsx'), bytes)
  const first = measured('import', folder)
  if (!first.said.includes(`Nye: ${size}.`)) throw new Error(first.said.slice(-2000))
  const again = measured('import', folder)
  if (!again.said.includes(`Uendret: ${size}.`)) throw new Error(again.said.slice(-2000))
  const out = measured('export', folder)
  const seconds = ({ seconds: time }: Measured) => `${time.toFixed(1)} s`
  const memory = ({ megabytes }: Measured) => `${megabytes.toFixed(0)} MB`
  return `| ${size} | ${(bytes.length / 1024).toFixed(0)} kB | ${seconds(first)} | ${seconds(again)} | ${seconds(out)} | ${memory(first)} | ${memory(out)} |`
}

function measured(child: string, folder: string): Measured {
  const words = ['--import', 'tsx', import.meta.filename, '--child', child, '--folder', folder]
  const { stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  const line = stdout.trim().split('\n').at(-1) ?? ''
  if (!line.startsWith('{')) throw new Error(stderr.slice(-2000))
  return JSON.parse(line) as Measured
}

async function runOne(command: string, folder: string): Promise<void> {
  const { parseMessages, speaker } = await import('../src/core/messages.ts')
  const file = 'templates/messages/nb.yaml'
  const said: string[] = []
  const context = {
    root: folder,
    today: '2026-11-22',
    language: 'nb' as const,
    speaker: speaker('nb', parseMessages(file, readFileSync(join(root, file), 'utf8'))),
    colour: false,
    interactive: false,
    print: (text: string) => said.push(text),
    remark: () => undefined,
    github: { api: '', fetch, pace: { write: 0, retry: 0 } },
  }
  const from = performance.now()
  if (command === 'import') {
    const { run } = await import('../src/commands/import.ts')
    await run(context, { file: join(folder, 'inn.xlsx'), out: join(folder, 'out'), format: 'text' })
  } else {
    const { run } = await import('../src/commands/export.ts')
    await run(context, { out: join(folder, 'ut.xlsx') })
  }
  const seconds = (performance.now() - from) / 1000
  const megabytes = process.resourceUsage().maxRSS / 1024
  console.log(JSON.stringify({ seconds, megabytes, said: said.join('').slice(-3000) }))
}

function put(table: string): void {
  const page = join(root, 'docs/performance.md')
  const [open, close] = ['<!-- bench/spreadsheet -->', '<!-- /bench/spreadsheet -->']
  const text = readFileSync(page, 'utf8')
  const [from, to] = [text.indexOf(open), text.indexOf(close)]
  if (from < 0 || to < from) throw new Error(`no ${open} in docs/performance.md`)
  writeFileSync(page, `${text.slice(0, from + open.length)}\n${table}\n${text.slice(to)}`)
}
