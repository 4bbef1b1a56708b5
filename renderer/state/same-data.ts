/**
 * Is this plain data (of JSON, with maps) the same in both? Ends at the first difference; what is neither, a function or an
 * instance of a class, is the same only as itself.
 */
export function isSameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (!isObject(a) || !isObject(b)) return false
  if (Array.isArray(a)) return Array.isArray(b) && isSameArray(a, b)
  if (a instanceof Map) return b instanceof Map && isSameMap(a, b)
  return isPlain(a) && isPlain(b) && isSameRecord(a, b)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function isSameArray(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, at) => isSameData(item, b[at]))
}

function isSameMap(a: ReadonlyMap<unknown, unknown>, b: ReadonlyMap<unknown, unknown>): boolean {
  return a.size === b.size && [...a].every(([key, item]) => b.has(key) && isSameData(item, b.get(key)))
}

type Plain = Readonly<Record<string, unknown>>

function isSameRecord(a: Plain, b: Plain): boolean {
  const keys = Object.keys(a)
  const isSame = (key: string): boolean => Object.hasOwn(b, key) && isSameData(a[key], b[key])
  return keys.length === Object.keys(b).length && keys.every(isSame)
}

function isPlain(value: object): value is Plain {
  return Object.getPrototypeOf(value) === Object.prototype
}

/** Rows that were fetched again, wherever they stand now; those that are as they were keep their objects. */
export function keptRows<T>(before: Iterable<T>, now: readonly T[], idOf: (row: T) => string): readonly T[] {
  const known = new Map([...before].map((row) => [idOf(row), row]))
  return now.map((row) => {
    const old = known.get(idOf(row))
    return old !== undefined && isSameData(old, row) ? old : row
  })
}
