import type { TFunction } from 'i18next'
import { formatBytes, formatCount } from '../../parts/format.ts'
import type { Job } from '../../state/jobs.ts'

/** How much of how much: `12/40 trang`; what nobody knows is left out or said to be unknown. */
export function countWords(
  t: TFunction,
  { unit, done, total }: Pick<Job, 'unit' | 'done' | 'total'>,
): string {
  const shown = (value: number): string => (unit === 'bytes' ? formatBytes(value) : formatCount(value))
  if (done === null && total === null) return t('jobs.uncounted')
  const counted =
    done === null || total === null ? shown(done ?? total ?? 0) : `${shown(done)}/${shown(total)}`
  return unit === 'bytes' ? counted : t(`jobs.unit.${unit}`, { counted })
}
