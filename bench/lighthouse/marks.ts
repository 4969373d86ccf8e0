/** Marks out of Lighthouse's report (https://github.com/GoogleChrome/lighthouse/blob/v12.8.2/docs/understanding-results.md). */
import { median } from '../matching/tables.ts'

export const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
type Category = (typeof categories)[number]

/** Of 100. */
export type Marks = Readonly<Record<Category, number>>

type Audit = { readonly score: number | null; readonly title: string; readonly displayValue?: string }

export type Report = {
  readonly categories: Readonly<
    Record<
      Category,
      {
        readonly score: number | null
        readonly auditRefs: readonly { readonly id: string; readonly weight: number }[]
      }
    >
  >
  readonly audits: Readonly<Record<string, Audit>>
}

/** Medians, category by category; a category that could not be judged is 0. */
export function marksOf(reports: readonly Report[]): Marks {
  const mark = (name: Category): number =>
    Math.round(100 * median(reports.map((report) => report.categories[name].score ?? 0)))
  return {
    performance: mark('performance'),
    accessibility: mark('accessibility'),
    'best-practices': mark('best-practices'),
    seo: mark('seo'),
  }
}

/** What took marks away, one line each. */
export function shortfalls(report: Report): readonly string[] {
  return categories.flatMap((name) =>
    report.categories[name].auditRefs.flatMap(({ id, weight }) => {
      const audit = report.audits[id]
      if (!audit || weight === 0 || audit.score === null || audit.score >= 0.9) return []
      return [`${name} ${id}: ${audit.title} ${audit.displayValue ?? ''}`.trimEnd()]
    }),
  )
}
