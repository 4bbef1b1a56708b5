const pad = (value: number): string => String(value).padStart(2, '0')

/** `2024-03-15` as `15/03/2024`; anything else as it is. */
export function formatDate(isoDate: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDate)
  return match === null ? isoDate : `${match[3]}/${match[2]}/${match[1]}`
}

/** An ISO instant as `16:28, 22/11/2026` in the time of this PC. */
export function formatInstant(instant: string): string {
  const time = new Date(instant)
  if (Number.isNaN(time.getTime())) return instant
  const date = `${pad(time.getDate())}/${pad(time.getMonth() + 1)}/${time.getFullYear()}`
  return `${pad(time.getHours())}:${pad(time.getMinutes())}, ${date}`
}

/** Thousands are set apart by a point, as in Vietnamese. */
export function formatCount(count: number): string {
  return count.toLocaleString('vi-VN')
}

export function formatBytes(sizeBytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'] as const
  const step = sizeBytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(sizeBytes) / 10))
  const value = sizeBytes / 1024 ** step
  const digits = step > 0 && value < 100 ? 1 : 0
  const text = value.toLocaleString('vi-VN', { maximumFractionDigits: digits })
  return `${text} ${units[step] ?? 'B'}`
}
