/** Takes answers apart without trusting them: what is missing, or of another kind than it should be, is found out at once. */

/** An answer that is not as GitHub describes it. The message is the way to the field. */
export class Odd extends Error {}

export type Shape<T> = (value: unknown) => T

export function odd(): never {
  throw new Odd('')
}

export const text: Shape<string> = (value) => (typeof value === 'string' ? value : odd())
export const whole: Shape<number> = (value) => (Number.isSafeInteger(value) ? (value as number) : odd())
export const truth: Shape<boolean> = (value) => (typeof value === 'boolean' ? value : odd())

/** GitHub says null, or nothing at all, where there is nothing. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value) => (value === null || value === undefined ? undefined : shape(value))
}

/** Text that people may have left empty. */
export const words: Shape<string> = (value) => optional(text)(value) ?? ''

export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value) => (Array.isArray(value) ? value.map((item) => shape(item)) : odd())
}

/** One of these words, and what it means to us. */
export function oneOf<T>(meanings: Readonly<Record<string, T>>): Shape<T> {
  return (value) =>
    typeof value === 'string' && Object.hasOwn(meanings, value) ? (meanings[value] as T) : odd()
}

export type Fields = <T>(name: string, shape: Shape<T>) => T

export function fields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) odd()
  const record = value as Readonly<Record<string, unknown>>
  return (name, shape) => {
    try {
      return shape(record[name])
    } catch (error) {
      if (error instanceof Odd) throw new Odd(error.message === '' ? name : `${name}.${error.message}`)
      throw error
    }
  }
}

/** The one field of an object that is wanted. */
export function field<T>(name: string, shape: Shape<T>): Shape<T> {
  return (value) => fields(value)(name, shape)
}
