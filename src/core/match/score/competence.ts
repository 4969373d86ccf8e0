/**
 * Kompetanse: whether the one can teach what the other wants to learn, and, in a pair, whether it can be repaid with
 * what is asked in return. A rotation is a repayment by itself: there each link is one direction.
 */
import type { FieldReference, Need, Registration } from '../../model.ts'
import { given, listed, wanted } from '../fit/sides.ts'
import type { Because, Judge, Judgement } from './judgement.ts'
import { bestFits, type Fit, type Kinship } from './taxonomy.ts'

/**
 * What the ground of a partnership makes of its competences. `near`: how far an area that is only near is on its way to
 * being the same; fresh eyes may come from next door, a gap must be filled exactly. `back`: how much of the part is for
 * what is given in return; it matters most where both have the same tasks or meet at an interface.
 */
const grounds: Readonly<Record<Need['ground'], { readonly near: number; readonly back: number }>> = {
  'competence-gap': { near: 0, back: 0.1 },
  methods: { near: 0, back: 0.2 },
  'shared-tasks': { near: 0, back: 0.3 },
  interface: { near: 0.3, back: 0.3 },
  'outside-view': { near: 0.5, back: 0.2 },
}

/** Only a need says on what ground; a gap to be filled is what asks for most. */
function groundOf(one: Registration) {
  return grounds[one.kind === 'need' ? one.ground : 'competence-gap']
}

export const competence: Judge = (wants, gives, { competences }) => {
  const { near, back } = groundOf(wants)
  const there = direction(wants, gives, competences, near)
  const alone: Judgement = { share: there.share, because: () => because(wants, gives, there) }
  return { ...alone, inPair: () => repaid(wants, gives, there, competences, back) ?? alone }
}

/** A list of areas and the field it stands in. */
type Listed = ReturnType<typeof wanted>

/** One direction of a stay: what is wanted, what is given, and which fits which. */
type Direction = {
  readonly share: number
  readonly fits: readonly Fit[]
  readonly want: Listed
  readonly give: Listed
}

/** Every wanted area counts alike; an area that is only near counts for as much as it is near. */
function direction(wants: Registration, gives: Registration, kin: Kinship, near: number): Direction {
  const [want, give] = [wanted(wants), given(gives)]
  const fits = bestFits(kin, want.ids, give.ids)
  const sum = fits.reduce((total, { closeness }) => total + closeness + near * (1 - closeness), 0)
  return { share: sum / Math.max(1, want.ids.length), fits, want, give }
}

/** Undefined unless they are a need and an offer, the one can teach, asks for something in return, and the other offers something. */
function repaid(
  wants: Registration,
  gives: Registration,
  there: Direction,
  kin: Kinship,
  weight: number,
): Judgement | undefined {
  if (wants.kind === gives.kind) return undefined
  const back = direction(gives, wants, kin, 0)
  if (there.fits.length === 0 || back.want.ids.length === 0 || back.give.ids.length === 0) return undefined
  return {
    share: (1 - weight) * there.share + weight * back.share,
    because: () => {
      const { fields, args } = because(wants, gives, there)
      return {
        fields: [...fields, ...fieldsOf(gives, wants, back)],
        args: { ...args, how: `${args['how']}-${repayment(back)}`, competences: listed(asked(back)) },
      }
    },
  }
}

function repayment({ fits }: Direction): 'repaid' | 'nearly' | 'unpaid' {
  if (fits.length === 0) return 'unpaid'
  return fits.some(({ closeness }) => closeness === 1) ? 'repaid' : 'nearly'
}

/** Of all that is asked in return, what the other can give; all of it when that is nothing. */
function asked({ fits, want }: Direction): readonly string[] {
  const exact = fits.filter(({ closeness }) => closeness === 1)
  const told = (exact.length > 0 ? exact : fits).map((fit) => want.ids[fit.wanted] ?? '')
  return told.length > 0 ? told : want.ids
}

function because(wants: Registration, gives: Registration, there: Direction): Because {
  const { fits, want, give } = there
  return {
    fields: fieldsOf(wants, gives, there),
    args: {
      how: coverage(fits, want.ids.length),
      wantedCompetences: listed(fits.map((fit) => want.ids[fit.wanted] ?? '')),
      givenCompetences: listed(fits.map((fit) => give.ids[fit.given] ?? '')),
      covered: fits.length,
      of: want.ids.length,
    },
  }
}

/** Where what fits stands; where nothing does, the lists themselves. */
function fieldsOf(
  wants: Registration,
  gives: Registration,
  { fits, want, give }: Direction,
): readonly FieldReference[] {
  const given = [...new Set(fits.map((fit) => fit.given))]
  return [
    ...fits.map((fit) => ({ file: wants.file, at: `${want.field}.${fit.wanted}` })),
    ...given.map((at) => ({ file: gives.file, at: `${give.field}.${at}` })),
  ]
}

function coverage(fits: readonly Fit[], of: number): 'none' | 'near' | 'some' | 'all' {
  if (fits.length === 0) return 'none'
  if (fits.some(({ closeness }) => closeness < 1)) return 'near'
  return fits.length < of ? 'some' : 'all'
}
