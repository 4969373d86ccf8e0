/** An agreement as one line of a list. */
import { phaseOf } from '../../core/agreement/phase.ts'
import type { Agreement } from '../../core/model.ts'
import { formatList } from '../../core/render/formatted.ts'
import { nameOf } from '../../core/report/matching-sentences.ts'
import { digestIn } from '../../core/rules/terms.ts'
import type { Scene, SiteFacts } from '../model.ts'

export function agreementRow(agreement: Agreement, scene: Scene) {
  const { facts, language, link, words } = scene
  const phase = phaseNow(agreement, facts)
  return {
    title: agreement.title,
    lang: languageOfText(agreement, scene),
    href: link(`avtaler/${agreement.id}/`),
    parties: formatList(
      agreement.parties.map(({ agency }) => nameOf(agency, facts.programme)),
      language,
    ),
    phase: phase === undefined ? '' : words(`phase.${phase}`),
  }
}

/** Undefined while an agency it names cannot be read: nobody can then say what the signatures are worth. */
export function phaseNow(agreement: Agreement, { programme, today }: SiteFacts) {
  const digest = digestIn(programme, agreement)
  const { evaluations, settings } = programme
  return digest === undefined ? undefined : phaseOf({ agreement, evaluations, settings, digest, today })
}

/** People's own words keep their language (WCAG 3.1.2); '' when it is the page's. */
export function languageOfText({ languages }: Agreement, { language }: Scene): string {
  const own = languages[0] ?? 'nb'
  return own === language ? '' : own
}
