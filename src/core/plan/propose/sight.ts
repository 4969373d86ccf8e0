/** Synsvinkel: a programme as matching sees it on a day. Days come again, so each is prepared once. */
import type { SchemaOf } from '../../json-schema.ts'
import { type Context, prepare } from '../../match/context.ts'
import type { IsoDate, Programme } from '../../model.ts'

export type Sight = {
  readonly programme: Programme
  readonly context: Context
  readonly schemaOf: SchemaOf
}

/** Undefined without readable settings: there is nothing to weigh by. */
export type SightOn = (day: IsoDate) => Sight | undefined

export function sights(programme: Programme, schemaOf: SchemaOf): SightOn {
  const known = new Map<IsoDate, Sight>()
  return (day) => {
    if (!programme.settings) return undefined
    const sight = known.get(day) ?? {
      programme,
      schemaOf,
      context: prepare(programme, programme.settings, day),
    }
    known.set(day, sight)
    return sight
  }
}
