import * as z from 'zod'
import { entriesBelow } from '../../domain/merge.ts'
import type { RecordId } from '../../domain/op.ts'
import { setUser, type User, usersOf } from '../../domain/user.ts'
import { homeRecord } from '../desk/home-record.ts'
import type { Vault } from '../store/vault.ts'

/** The users of an open vault, kept in its own record; their names never stand in clear. */
export interface UsersBook {
  /** The removed among them. */
  all(): readonly User[]
  find(id: string): User | null
  /** Whose passphrase opens a slot; null for a slot that belongs to nobody (any more, or yet). */
  ofSlot(slot: string): User | null
  save(user: User): Promise<void>
  /** When each recovery sheet was said to be kept, by its slot: ISO 8601. */
  confirmedSheets(): ReadonlyMap<string, string>
  confirmSheet(slot: string, at: string): Promise<void>
  provinceKey(): ProvinceKey | null
  setProvinceKey(key: ProvinceKey | null): Promise<void>
}

const ProvinceKey = z.object({ recipient: z.string(), slot: z.string() })
export type ProvinceKey = z.infer<typeof ProvinceKey>

const Confirmation = z.object({ confirmedAt: z.string() })
const SHEETS = '/recovery/'
const PROVINCE = '/province-key'

type BookVault = Pick<Vault, 'record' | 'records' | 'append' | 'keySlots' | 'station'>

export function createUsersBook(vault: BookVault): UsersBook {
  const state = { home: null as RecordId | null }
  const home = (): RecordId => {
    state.home ??= homeRecord(vault)
    return state.home
  }
  const record = () => vault.record(home())
  const all = (): readonly User[] => {
    const first = vault.keySlots.slots().find(({ kind }) => kind === 'passphrase')
    return usersOf(record(), first?.id ?? null)
  }
  return {
    all,
    find: (id) => all().find((user) => user.id === id) ?? null,
    ofSlot: (slot) => all().find((user) => user.slot === slot && !user.isRemoved) ?? null,
    save: (user) => vault.append([setUser(home(), user)]),
    confirmedSheets: () =>
      new Map(
        entriesBelow(record(), SHEETS).flatMap(([slot, value]) => {
          const confirmation = Confirmation.safeParse(value)
          return confirmation.success ? [[slot, confirmation.data.confirmedAt] as const] : []
        }),
      ),
    confirmSheet: (slot, at) =>
      vault.append([{ record: home(), path: `${SHEETS}${slot}`, value: { confirmedAt: at } }]),
    provinceKey: () => {
      const [entry] = entriesBelow(record(), PROVINCE)
      const key = ProvinceKey.safeParse(entry?.[1])
      return key.success ? key.data : null
    },
    setProvinceKey: (key) => vault.append([{ record: home(), path: PROVINCE, value: key }]),
  }
}

/** Is there a sheet that somebody said is kept, and that still opens the vault? */
export function hasKeptSheet({ keySlots }: Pick<Vault, 'keySlots'>, book: UsersBook): boolean {
  const confirmed = book.confirmedSheets()
  return keySlots.slots().some(({ id, kind }) => kind === 'recovery' && confirmed.has(id))
}

/**
 * Deletes passphrase slots that no user has: what a kill left of a user half added or half removed. Not in a vault with
 * damage, where the user may be what is missing.
 */
export async function dropOrphanSlots(
  { keySlots, notices }: Pick<Vault, 'keySlots' | 'notices'>,
  book: UsersBook,
): Promise<void> {
  if (notices.length > 0) return
  const orphans = keySlots.slots().filter(({ id, kind }) => kind === 'passphrase' && book.ofSlot(id) === null)
  if (orphans.length > 0) await keySlots.remove(orphans.map(({ id }) => id))
}
