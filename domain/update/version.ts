import * as z from 'zod'

/** Three numbers with dots; nothing before or behind them. */
export const Version = z.string().regex(/^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/)

/** Below 0 where `a` is the older of two versions, 0 where they are the same. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)]
  const differing = [0, 1, 2].map((at) => (left[at] ?? 0) - (right[at] ?? 0)).find((each) => each !== 0)
  return differing ?? 0
}
