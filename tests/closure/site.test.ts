/** Nettstedet in a pause, after a merger, and when the programme is closed: it says so on every page, and is otherwise history. */
import { expect, it } from 'vitest'
import { textOf as fileText, programmeOf, settingsFile, settingsWith } from '../follow-up/world.ts'
import { factsOf, siteOf, textOf } from '../site/built.ts'

const reason = 'reason: { nb: Kontoret er stengt., nn: Kontoret er stengt., en: The office is closed. }'
const settings = (more: string) => ({ [settingsFile]: settingsWith(more) })
const built = async (files: Readonly<Record<string, string | undefined>>) =>
  siteOf(await factsOf(programmeOf(files)))
const pagesOf = (files: Awaited<ReturnType<typeof built>>) =>
  [...files.keys()].filter((path) => path.endsWith('.html'))

it('every page tells of a pause: since when, until when and why', async () => {
  const files = await built(settings(`pause: { from: 2026-11-01, to: 2026-12-01, ${reason} }\n`))
  for (const path of pagesOf(files)) expect(textOf(files, path), path).toMatch(/class="pause"/)
  const front = textOf(files, 'index.html')
  expect(front).toContain(
    'Kontoret er stengt. Pausen begynte 1. november 2026. Pausen varer til og med 1. desember 2026.',
  )
  expect(front).toContain('fristen står stille så lenge pausen varer')
  expect(front).not.toContain('meld dere på innen')
})

it('a deadline is later by the days of a pause that is over', async () => {
  const files = await built(settings(`pause: { from: 2026-11-01, to: 2026-11-10, ${reason} }\n`))
  expect(textOf(files, 'index.html')).toContain('meld dere på innen 25. desember 2026')
  expect(textOf(files, 'runder/index.html')).toContain('25. desember 2026')
})

it('a closed programme is history: every page says so, and the form is gone', async () => {
  const files = await built(settings(`closed: { date: 2026-11-20, ${reason} }\n`))
  for (const path of pagesOf(files)) expect(textOf(files, path), path).toMatch(/class="pause"/)
  const form = textOf(files, 'registrer/index.html')
  expect(form).toContain('tar ikke imot nye behov og tilbud')
  expect(form).not.toMatch(/<form|<script src/)
  expect(textOf(files, 'index.html')).toContain('Våren 2027 var den siste runden i programmet')
  expect(textOf(files, 'avtaler/kld-dfo/index.html')).toContain('Kompetansesamarbeid om klimaregnskap')
})

it('an agency that has become part of another leads to it, and its agreements stand there too', async () => {
  const kld = `${fileText('agencies/kld/agency.yaml')}mergedInto: { agency: dfo, date: 2026-11-10 }\n`
  const files = await built({ 'agencies/kld/agency.yaml': kld })
  const old = textOf(files, 'virksomheter/kld/index.html')
  expect(old).toContain('Virksomheten ble 10. november 2026 en del av en annen.')
  expect(old).toMatch(
    /<a href="[^"]*dfo\/(?:index\.html)?">Direktoratet for forvaltning og økonomistyring<\/a>/,
  )
  expect(textOf(files, 'virksomheter/dfo/index.html')).toContain('avtaler/kld-dfo/')
})
