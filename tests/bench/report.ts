import { cpus, totalmem } from 'node:os'

export interface Row {
  readonly what: string
  readonly value: number
  readonly unit: string
}

/** The middle value; of an even count the upper of the two. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** The value below which a share of all lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** What the figures were taken on. */
export function machineLine(): string {
  const memoryGb = Math.round(totalmem() / 2 ** 30)
  return `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${memoryGb} GB, Node ${process.version}`
}

/** Prints the machine and one line a figure, as they go into docs/benchmarks.md. */
export function printRows(name: string, rows: readonly Row[]): void {
  console.log(`${name}: ${machineLine()}`)
  for (const { what, value, unit } of rows) {
    console.log(`  ${what.padEnd(48)} ${value.toFixed(value < 10 ? 2 : 0)} ${unit}`)
  }
}
