const tenths = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 })
const whole = new Intl.NumberFormat('vi-VN')

/** A size in B, KB, MB or GB, in steps of 1024 as the file manager shows them. */
export function formatBytes(sizeBytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'] as const
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(sizeBytes, 1)) / 10))
  return `${tenths.format(sizeBytes / 1024 ** power)} ${units[power] ?? 'B'}`
}

export function formatCount(count: number): string {
  return whole.format(count)
}
