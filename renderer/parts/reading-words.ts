import type { TFunction } from 'i18next'

const MINUTE_SECONDS = 60
const HOUR_MINUTES = 60

/** About how long something takes, in minutes and hours. */
export function durationWords(t: TFunction, seconds: number): string {
  const minutes = Math.round(seconds / MINUTE_SECONDS)
  if (minutes < 1) return t('reading.under-a-minute')
  if (minutes < HOUR_MINUTES) return t('reading.minutes', { minutes })
  return t('reading.hours', {
    hours: Math.floor(minutes / HOUR_MINUTES),
    minutes: minutes % HOUR_MINUTES,
  })
}
