/** A value that JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * The one canonical text of a JSON value after RFC 8785: keys in UTF-16 order, no white space, numbers as ECMAScript
 * prints them. Hashes and signatures are made over it.
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value).sort()
    // `value` is the object member of the union here: the array member returned above.
    const record = value as { readonly [key: string]: Json }
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key] ?? null)}`).join(',')}}`
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('not a JSON number')
  return JSON.stringify(value)
}
