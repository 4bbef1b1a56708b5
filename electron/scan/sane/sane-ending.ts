import type { Fault } from '../../../domain/fault.ts'
import type { ChildEnd } from '../child-lines.ts'
import { type ScanTrouble, scanFault } from '../scan-fault.ts'

/** Statuses of SANE, with which `scanimage` ends. @see SANE Standard 1.06, 4.2.7 */
const statuses: Readonly<Record<number, ScanTrouble>> = {
  3: 'busy',
  6: 'jam',
  7: 'no-paper',
  8: 'cover-open',
  9: 'gone',
  10: 'no-memory',
  11: 'no-rights',
}

/** What it says where the status does not tell. */
const words: readonly (readonly [RegExp, ScanTrouble])[] = [
  [/feeder jammed/i, 'jam'],
  [/cover is open/i, 'cover-open'],
  [/out of documents/i, 'no-paper'],
  [/device busy/i, 'busy'],
  [/access to resource has been denied/i, 'no-rights'],
  [
    /open of device .* failed: invalid argument|no scanners were identified|error during device i\/o/i,
    'gone',
  ],
]

/**
 * Why `scanimage` ended; null where it is done.
 * @param pages that were whole: an empty feeder is the end after some, and no paper before the first
 */
export function endingFault({ code, errors }: ChildEnd, pages: number): Fault | null {
  const said = errors
    .split('\n')
    .filter((line) => line.startsWith('scanimage:'))
    .join('\n')
  const spoken = words.find(([pattern]) => pattern.test(said))?.[1] ?? null
  const trouble = spoken ?? (code === null ? null : (statuses[code] ?? null))
  if (trouble === 'no-paper' && pages > 0) return null
  if (trouble === null && code === 0) return null
  return scanFault(trouble, `scanimage ended with ${code}: ${said.slice(-500)}`)
}
