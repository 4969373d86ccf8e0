/**
 * A whole round, lived day by day: agencies register, are brought together, agree, sign, go, take a pause, come home, look
 * back and share. Every morning from 23 November 2026 to 31 March 2028 the tool runs as its clock runs it, on an emulated
 * GitHub; people do what people do in between. What they saw is in whole-round/told.md.
 */
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type Story, told } from './story.ts'
import { everybodyAgrees } from './whole-round/agreeing.ts'
import { deskOf } from './whole-round/desk.ts'
import { areStillRelevant, isEnded, isLookedAt, isShared } from './whole-round/ending.ts'
import { isUnderWay } from './whole-round/following.ts'
import type { Life } from './whole-round/life.ts'
import { goesOn, isPaused } from './whole-round/pausing.ts'
import { everybodyRegisters } from './whole-round/registering.ts'
import { areReleased, areSigned } from './whole-round/signing.ts'
import { beginning } from './whole-round/world.ts'

const chapters = [
  everybodyRegisters,
  everybodyAgrees,
  areReleased,
  areSigned,
  isUnderWay,
  isPaused,
  goesOn,
  areStillRelevant,
  isEnded,
  isShared,
  isLookedAt,
]

const story: Story = {
  files: beginning(),
  settings: { immutableReleases: true },
  tell: async (teller) => {
    const desk = await deskOf(teller.bench)
    const mornings = { all: 0, busy: 0 }
    const life: Life = { teller, desk, today: '2026-11-22', mornings, shown: new Set() }
    try {
      for (const chapter of chapters) await chapter(life)
      // Every morning from the first to the last has come, and most of them brought nothing.
      expect(mornings.all).toBe(495)
      expect(mornings.busy).toBeLessThan(mornings.all / 5)
    } finally {
      desk.cleared()
    }
  },
}

/** A standard text that gets a better word gives other digests: which they are is tried elsewhere. */
function withoutDigests(text: string): string {
  const names = new Map<string, string>()
  return text.replace(/\b[0-9a-f]{64}\b/g, (digest) => {
    const name = names.get(digest) ?? `sum-${names.size + 1}`
    names.set(digest, name)
    return name
  })
}

it('a round is lived from the first registration to what was learnt', async () => {
  const text = withoutDigests(await told('En hel runde', story))
  await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'whole-round/told.md'))
}, 1_800_000)
