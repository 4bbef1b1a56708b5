import { entriesBelow } from '../../domain/merge.ts'
import type { RecordId } from '../../domain/op.ts'
import { derivedId } from './plan/derived-id.ts'
import type { Records } from './ports.ts'

/** What a vault's own record is found by. */
export interface HomeVault extends Pick<Records, 'record' | 'records'> {
  readonly station: { readonly id: string }
  readonly keySlots: { slots(): readonly { readonly id: string }[] }
}

/**
 * The record of what belongs to one PC alone: its users, its recovery sheets, its line to the province. The fonds and
 * the plan belong to the commune, and other PCs write them too. A vault of an earlier program keeps these things in its
 * fonds, and goes on doing so.
 */
export function homeRecord(vault: HomeVault): RecordId {
  const own = derivedId('station', vault.station.id)
  if (Object.keys(vault.record(own).cells).length > 0) return own
  return homeFonds(vault) ?? own
}

const UserSlot = /"slot":"([^"]+)"/

/** The fonds in which a user stands whose key opens this vault, or who has none named yet. */
function homeFonds(vault: HomeVault): RecordId | null {
  const slots = new Set(vault.keySlots.slots().map(({ id }) => id))
  const withUsers = vault.records('fonds').flatMap((record) => {
    const users = entriesBelow(record, '/user/').map(([, value]) => JSON.stringify(value))
    return users.length === 0 ? [] : [{ id: record.id, users }]
  })
  const isOwn = (user: string): boolean => slots.has(UserSlot.exec(user)?.[1] ?? '')
  return (withUsers.find(({ users }) => users.some(isOwn)) ?? withUsers[0])?.id ?? null
}
