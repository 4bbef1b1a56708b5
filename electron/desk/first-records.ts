import type { NewVault } from '../../domain/api.ts'
import type { Authority } from '../../domain/authority.ts'
import { Fault } from '../../domain/fault.ts'
import { notationKey } from '../../domain/notation-number.ts'
import type { Edit, RecordId } from '../../domain/op.ts'
import { type Fonds, fondsView, newFonds } from '../../domain/records/fonds.ts'
import { newPlanEntry } from '../../domain/records/plan-entry.ts'
import { fondsIdOf, planEntryIdOf } from './plan/derived-id.ts'
import type { Records, Surroundings } from './ports.ts'

/**
 * What a new vault begins with: its open fonds and this year's file plan from the template. Another PC of the commune
 * begins with the same records, so that they are one when the two meet.
 */
export function firstRecords(
  vault: NewVault,
  { filePlan }: Pick<Authority, 'filePlan'>,
  { clock }: Pick<Surroundings, 'clock'>,
): readonly Edit[] {
  const fonds = fondsIdOf({ agencyCode: vault.agencyCode, code: '', closedOn: null })
  const year = new Date(clock.nowMs()).getFullYear()
  const named = vault.communeName.normalize('NFC')
  const agencyName = /^(UBND|[ỦU]y ban)/iu.test(named) ? named : `UBND ${named}`
  return [
    ...newFonds(fonds, { agencyCode: vault.agencyCode, agencyName, isOpen: true }),
    ...(vault.isPlanEmpty === true ? [] : filePlan.entries).flatMap(
      ({ heading, notation, title, retention, basis }) =>
        newPlanEntry(planEntryIdOf(fonds, year, notationKey(notation)), {
          fonds,
          year,
          heading,
          notation,
          title,
          retention,
          // Whoever opens the file makes it, until somebody is named.
          maker: '',
          basis,
          note: '',
          isAddition: false,
        }),
    ),
  ]
}

/** The fonds that receives new files. @throws Fault 'damaged' in a vault without one */
export function openFonds(records: Records): Fonds & { readonly id: RecordId } {
  const found = records.records('fonds').find((record) => fondsView(record).isOpen)
  if (found === undefined) throw new Fault('damaged', 'the vault holds no open fonds')
  return { ...fondsView(found), id: found.id }
}
