/** What was used last, up to a number of bytes. */
export interface ByteCache<T extends { readonly bytes: Uint8Array }> {
  get(key: string): T | null
  put(key: string, value: T): void
  remove(key: string): void
  sizeBytes(): number
}

/** No single value takes more than this share of the room: one huge page would throw out all others. */
const LARGEST_SHARE = 0.25

export function createByteCache<T extends { readonly bytes: Uint8Array }>(mostBytes: number): ByteCache<T> {
  const kept = new Map<string, T>()
  const state = { bytes: 0 }
  const remove = (key: string): void => {
    state.bytes -= kept.get(key)?.bytes.length ?? 0
    kept.delete(key)
  }
  return {
    get: (key) => {
      const value = kept.get(key)
      if (value === undefined) return null
      // A map keeps the order of putting in: the first is what was not used for the longest time.
      kept.delete(key)
      kept.set(key, value)
      return value
    },
    put: (key, value) => {
      remove(key)
      if (value.bytes.length > mostBytes * LARGEST_SHARE) return
      kept.set(key, value)
      state.bytes += value.bytes.length
      for (const oldest of kept.keys()) {
        if (state.bytes <= mostBytes) break
        remove(oldest)
      }
    },
    remove,
    sizeBytes: () => state.bytes,
  }
}
