/** Lets one at a time in for each key, in the order they came. @returns what takes a turn, which gives what ends it */
export function createTurns(): (key: string) => Promise<() => void> {
  const last = new Map<string, Promise<void>>()
  return async (key) => {
    const before = last.get(key)
    let end = (): void => {}
    const own = new Promise<void>((resolve) => {
      end = resolve
    })
    last.set(key, own)
    await before
    return () => {
      if (last.get(key) === own) last.delete(key)
      end()
    }
  }
}
