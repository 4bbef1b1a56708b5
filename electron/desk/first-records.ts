import type { NewVault } from '../../domain/api.ts'
import type { Authority } from '../../domain/authority.ts'
import { Fault } from '../../domain/fault.ts'
import { type Edit, type RecordId, recordId } from '../../domain/op.ts'
import { type Fonds, fondsView, newFonds } from '../../domain/records/fonds.ts'
import { newPlanEntry } from '../../domain/records/plan-entry.ts'
import type { Records, Surroundings } from './ports.ts'

/** Where the first user's name stands: in an op, since settings may be lost. */
const USER_PATH = '/user/1'

/** What a new vault begins with: its open fonds, its user, and this year's file plan from the template. */
export function firstRecords(
  vault: NewVault,
  { filePlan }: Pick<Authority, 'filePlan'>,
  { clock, createId }: Pick<Surroundings, 'clock' | 'createId'>,
): readonly Edit[] {
  const fonds = recordId('fonds', createId())
  const year = new Date(clock.nowMs()).getFullYear()
  const named = vault.communeName.normalize('NFC')
  const agencyName = /^(UBND|[ỦU]y ban)/iu.test(named) ? named : `UBND ${named}`
  return [
    ...newFonds(fonds, { agencyCode: vault.agencyCode, agencyName, isOpen: true }),
    { record: fonds, path: USER_PATH, value: { name: vault.userName.normalize('NFC') } },
    ...filePlan.entries.flatMap(({ heading, notation, title, retention, basis }) =>
      newPlanEntry(recordId('plan', createId()), {
        fonds,
        year,
        heading,
        notation,
        title,
        retention,
        maker: vault.userName,
        note: basis,
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
