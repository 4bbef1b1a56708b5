import type { SyncProgress, SyncSetting } from '../../domain/sync-api.ts'

export const defaultSyncSetting: SyncSetting = {
  hours: null,
  networks: null,
  kilobitsPerSecond: null,
  isPaused: false,
}

const MINUTES_OF_HOUR = 60

/** Where and when a PC is. `minuteOfDay` by its own clock, 0..1439. */
export interface Whereabouts {
  readonly minuteOfDay: number
  readonly networks: readonly string[]
}

/** Why scans do not travel now; null where they do. */
export function heldReason(
  setting: SyncSetting,
  { minuteOfDay, networks }: Whereabouts,
): SyncProgress['held'] {
  if (setting.isPaused) return 'paused'
  if (setting.hours !== null && !isWithin(setting.hours, minuteOfDay)) return 'hours'
  const allowed = setting.networks
  return allowed === null || networks.some((network) => allowed.includes(network)) ? null : 'network'
}

/** From `from` on and before `to`, over midnight where `from` is the later; the whole day where both are the same. */
export function isWithin(
  hours: { readonly from: string; readonly to: string },
  minuteOfDay: number,
): boolean {
  const [from, to] = [minutesOf(hours.from), minutesOf(hours.to)]
  if (from === to) return true
  return from < to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to
}

/** By the clock and the time zone of this PC. */
export function minuteOfDay(nowMs: number): number {
  const now = new Date(nowMs)
  return now.getHours() * MINUTES_OF_HOUR + now.getMinutes()
}

function minutesOf(clockTime: string): number {
  const [hour = 0, minute = 0] = clockTime.split(':').map(Number)
  return hour * MINUTES_OF_HOUR + minute
}
