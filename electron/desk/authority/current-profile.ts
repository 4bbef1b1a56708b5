import { type Authority, profileOf } from '../../../domain/authority.ts'
import type { ExportProfile } from '../../../domain/export-profile.ts'
import type { RecordState } from '../../../domain/merge.ts'
import type { Edit } from '../../../domain/op.ts'
import { optionalTextCell, readCell } from '../../../domain/records/cell-value.ts'
import { fondsView } from '../../../domain/records/fonds.ts'
import { openFonds } from '../first-records.ts'
import type { Records } from '../ports.ts'

const PATH = '/profile'

/**
 * The profile that case files and documents are described and handed over after: as chosen for the open fonds, or for the
 * one before it; else that of Thông tư 05/2025.
 */
export function currentProfile(
  records: Pick<Records, 'records'>,
  authority: Pick<Authority, 'profiles'>,
): ExportProfile {
  const chosen = [...records.records('fonds')]
    .filter((fonds) => readCell(fonds, PATH, optionalTextCell) !== null)
    .sort((a, b) => (closedOn(a) < closedOn(b) ? 1 : -1))[0]
  return profileOf(authority, chosen === undefined ? null : readCell(chosen, PATH, optionalTextCell))
}

/** The open fonds comes after all that were closed. */
function closedOn(record: RecordState): string {
  const fonds = fondsView(record)
  return fonds.isOpen ? '9999' : (fonds.closedOn ?? '')
}

export function chooseProfile(records: Records, profile: string): Edit {
  return { record: openFonds(records).id, path: PATH, value: profile }
}
