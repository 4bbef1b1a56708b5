import { ALL, type Figure, isReached, type Limit, type Unit } from './ocr-figures.ts'

/** Figures as a table: a row for each thing measured, a column for each tier. */
export function tableOf(figures: readonly Figure[]): readonly string[] {
  const tiers = [...new Set(figures.map(({ tier }) => tier))].toSorted(
    (a, b) => Number(a === ALL) - Number(b === ALL) || a.localeCompare(b),
  )
  const names = [...new Set(figures.map(({ what }) => what))]
  const head = ['', ...tiers, 'wanted', 'reached']
  const rows = names.map((what) => {
    const ofName = figures.filter((figure) => figure.what === what)
    const cells = tiers.map((tier) => cellOf(ofName.find((figure) => figure.tier === tier)))
    return [what, ...cells, limitsOf(ofName), verdictOf(ofName)]
  })
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
}

const digits: Readonly<Record<Unit, number>> = {
  '%': 2,
  x: 2,
  s: 2,
  MB: 0,
  'pages/min': 1,
  count: 0,
  share: 3,
}

function cellOf(figure: Figure | undefined): string {
  if (figure === undefined) return ''
  const { value, unit } = figure
  if (!Number.isFinite(value)) return '-'
  const hasUnit = unit !== 'count' && unit !== 'share'
  return `${value.toFixed(digits[unit])}${hasUnit ? ` ${unit}` : ''}`
}

function limitText(limit: Limit): string {
  return 'atMost' in limit ? `<= ${limit.atMost}` : `>= ${limit.atLeast}`
}

/** One limit where all tiers have the same. */
function limitsOf(figures: readonly Figure[]): string {
  const limits = figures.flatMap(({ wanted }) => (wanted === null ? [] : [limitText(wanted)]))
  const runs = limits.filter((limit, at) => limit !== limits[at - 1])
  return runs.join(', ')
}

function verdictOf(figures: readonly Figure[]): string {
  const judged = figures.filter((figure) => isReached(figure) !== null)
  const missed = judged.filter((figure) => isReached(figure) === false).map(({ tier }) => tier)
  if (judged.length === 0) return ''
  return missed.length === 0 ? 'yes' : `NOT ${missed.join(' ')}`
}
