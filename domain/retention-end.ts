import type { Authority } from './authority.ts'
import type { CaseFile } from './records/case-file.ts'

/**
 * The last year of a case file's retention, counted from the year its work ended; null where it is kept for ever, or
 * where the year or the scale is unknown.
 * @see Law on Archives 2024
 */
export function dueYear(
  { endDate, retention }: Pick<CaseFile, 'endDate' | 'retention'>,
  scale: Authority['retentions']['entries'],
): number | null {
  const years = scale.find(({ code }) => code === retention)?.years ?? null
  const ended = Number((endDate ?? '').slice(0, 4))
  return years === null || !Number.isInteger(ended) || ended === 0 ? null : ended + years
}
