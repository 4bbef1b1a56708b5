/**
 * A version of `work` that may be asked for at any rate: it runs at most once at a time, and once more at the end when it
 * was asked for meanwhile. `pause` passes between two runs.
 */
export function coalesce(work: () => Promise<void>, pause: () => Promise<void>): () => Promise<void> {
  const state: { running: Promise<void> | null; isWanted: boolean } = { running: null, isWanted: false }
  const run = async (): Promise<void> => {
    while (state.isWanted) {
      state.isWanted = false
      await work()
      await pause()
    }
  }
  return () => {
    state.isWanted = true
    state.running ??= run().finally(() => {
      state.running = null
    })
    return state.running
  }
}
