/** Begge ender i én rute: «8–26 uker», «3 måneder», «40–100 %», «vår 2027». */
import { type CellReading, percentIn, wrong } from './cells.ts'
import { isNoDay, periodIn } from './day-text.ts'
import { type Cell, isBlank, isFault, textIn } from './grid.ts'
import type { spans } from './synonyms.ts'

/** The value is the two ends. */
export function readSpan(cell: Cell, of: keyof typeof spans): CellReading {
  if (isFault(cell)) return wrong(`sheet-fault-${cell.fault}`, {})
  if (isBlank(cell)) return { value: undefined }
  const value = textIn(cell).replaceAll(/\s+/g, ' ')
  if (of === 'period') return readPeriod(cell, value)
  const ends = of === 'workload' ? percents(cell, value) : weeksIn(cell, value)
  return ends === undefined ? wrong(`sheet-fault-${of}`, { value: value.slice(0, 50) }) : { value: ends }
}

function readPeriod(cell: Cell, value: string): CellReading {
  const days = periodIn(cell)
  if (!days) return wrong('sheet-fault-period', { value: value.slice(0, 50) })
  const { from, to } = days.period
  if (isNoDay(from) || isNoDay(to)) return wrong('sheet-fault-no-day', { value: value.slice(0, 50) })
  return { value: [from, to], ...(days.season === undefined ? {} : { assumed: days.season }) }
}

function percents(cell: Cell, text: string): readonly [number, number] | undefined {
  const only = percentIn(cell)
  if (only !== undefined) return [only, only]
  const parts = text.split(/ ?(?:[-–—]|til|to) ?/)
  const [first, last] = parts.map((part) => percentIn(part.trim()))
  return parts.length === 2 && first !== undefined && last !== undefined ? [first, last] : undefined
}

/** A month counts as 52/12 weeks, rounded: three months are 13 weeks, as schools and employers reckon. */
function weeksIn(cell: Cell, text: string): readonly [number, number] | undefined {
  const pattern =
    /^(?:ca\.? ?)?(\d{1,3})(?: ?(?:[-–—]|til|to) ?(\d{1,3}))? ?(uker?|veker?|veke|weeks?|m(?:å|a)neder|m(?:å|a)ned|månader|månad|mnd\.?|months?|år|years?)?$/i
  const match = pattern.exec(typeof cell === 'number' ? String(cell) : text)
  if (!match) return undefined
  const [, first = '', last = first, unit = 'uker'] = match
  const weeks = (count: string) => Math.round(Number(count) * weeksPer(unit.toLowerCase()))
  return [weeks(first), weeks(last)]
}

function weeksPer(unit: string): number {
  if (/^m/.test(unit)) return 52 / 12
  return /^(?:å|y)/.test(unit) ? 52 : 1
}
