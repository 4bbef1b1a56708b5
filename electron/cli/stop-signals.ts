/** Runs work that Ctrl+C or a wish to end asks to stop; whoever asks again is not kept waiting. */
export async function whileRunning<T>(
  work: (signal: AbortSignal) => Promise<T>,
): Promise<{ readonly result: T; readonly isStopped: boolean }> {
  const stop = new AbortController()
  const onSignal = (): void => stop.abort()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, onSignal)
  try {
    return { result: await work(stop.signal), isStopped: stop.signal.aborted }
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal)
  }
}
