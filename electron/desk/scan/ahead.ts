export interface AheadOptions {
  readonly most: number
  /** Hears of each. */
  readonly onFetched: () => void
  /** False ends it after the item that is under way. */
  readonly isWanted: () => boolean
}

/**
 * The same items, some of them fetched before they are asked for: the feeder does not stand while a page is looked at. What
 * was fetched before a failure comes before the failure.
 */
export async function* ahead<T>(
  source: AsyncIterable<T>,
  { most, onFetched, isWanted }: AheadOptions,
): AsyncGenerator<T> {
  const state = {
    ready: [] as T[],
    end: null as { readonly error: unknown } | 'done' | null,
    isLeft: false,
    wake: () => {},
  }
  const woken = (): Promise<void> =>
    new Promise((resolve) => {
      state.wake = resolve
    })
  const fetching = (async () => {
    try {
      for await (const item of source) {
        state.ready.push(item)
        onFetched()
        state.wake()
        while (state.ready.length >= most && !state.isLeft) await woken()
        if (state.isLeft || !isWanted()) break
      }
      state.end = 'done'
    } catch (error) {
      state.end = { error }
    }
    state.wake()
  })()
  try {
    for (;;) {
      const item = state.ready.shift()
      state.wake()
      if (item !== undefined) yield item
      else if (state.end === null) await woken()
      else if (state.end === 'done') return
      else throw state.end.error
    }
  } finally {
    state.isLeft = true
    state.wake()
    await fetching
  }
}
