/** What a line may tell: counts, sizes, routes and codes. Never names, titles, addresses or texts of people. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>

export interface Log {
  info(event: string, fields?: LogFields): void
  /** @param error where it happened is written, not what data it happened to */
  failure(event: string, error: unknown, fields?: LogFields): void
}

/** A log of one JSON object a line. @param clock milliseconds since 1970 */
export function createLog(write: (line: string) => void, clock: () => number): Log {
  const line = (level: string, event: string, fields: LogFields) =>
    write(`${JSON.stringify({ time: new Date(clock()).toISOString(), level, event, ...fields })}\n`)
  return {
    info: (event, fields = {}) => line('info', event, fields),
    failure: (event, error, fields = {}) => line('error', event, { ...fields, ...describe(error) }),
  }
}

function describe(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((text) => text.trimStart().startsWith('at '))
  const cause = error.cause instanceof Error ? error.cause.name : null
  return { error: error.name, message: error.message, cause, at: frames.slice(0, 8).join('\n') }
}
