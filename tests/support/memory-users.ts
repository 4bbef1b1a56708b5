import type { EngineApi, EngineEvent } from '../../domain/api.ts'
import { Fault } from '../../domain/fault.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { AccessRow, RecoveryApi, SecurityApi, UserRow } from '../../domain/security-api.ts'
import { existing } from './memory-rows.ts'
import type { MemoryVault } from './memory-vault.ts'

/** The users of a memory engine, who has which passphrase, and what was written down. */
export interface MemoryUsers {
  rows: UserRow[]
  /** User id -> passphrase. */
  passphrases: Map<string, string>
  /** Who is signed in. */
  current: string
  idleMinutes: number
  sheets: { slot: string; confirmedAt: string | null }[]
  provinceKey: string | null
  access: AccessRow[]
}

export const FIRST_SHEET = '00000000-0000-4000-8000-0000000000a1'
const NEXT_SHEET = '00000000-0000-4000-8000-0000000000a2'
const NOW = '2026-11-20T03:00:00.000Z'

export function aUser(id: string, part: Partial<UserRow> = {}): UserRow {
  return { id, name: `Người dùng ${id}`, role: 'clerk', isRemoved: false, canUnlock: true, ...part }
}

/** The one user of a new vault. */
export function firstUsers(name: string, passphrase: string): MemoryUsers {
  return {
    rows: [aUser('1', { name, role: 'administrator' })],
    passphrases: new Map([['1', passphrase]]),
    current: '1',
    idleMinutes: 15,
    sheets: [{ slot: FIRST_SHEET, confirmedAt: NOW }],
    provinceKey: null,
    access: [],
  }
}

interface Parts {
  readonly vault: MemoryVault
  readonly emit: (event: EngineEvent) => void
  readonly changed: (...ids: readonly string[]) => void
}

type UserNames = keyof SecurityApi | keyof RecoveryApi

export function userHandlers(parts: Parts): Handlers<Pick<EngineApi, UserNames>> {
  const { vault, emit } = parts
  const told = (): null => {
    emit({ name: 'vaultChanged', payload: {} })
    return null
  }
  const change = (id: string, part: Partial<UserRow>): null => {
    const { users } = vault
    const next = users.rows.map((user) => (user.id === id ? { ...user, ...part } : user))
    if (!next.some(({ role, isRemoved }) => role === 'administrator' && !isRemoved)) {
      throw new Fault('conflict', 'last', { detail: { reason: 'last-administrator' } })
    }
    users.rows = next
    return told()
  }
  return {
    ...lockHandlers(parts, told),
    users: async () => vault.users.rows,
    addUser: async ({ name, role, passphrase }) => {
      if ([...vault.users.passphrases.values()].includes(passphrase)) throw used()
      const id = String(vault.users.rows.length + 1)
      vault.users.rows = [...vault.users.rows, aUser(id, { name, role })]
      vault.users.passphrases.set(id, passphrase)
      told()
      return { id }
    },
    removeUser: async ({ id }) => {
      if (id === vault.users.current) throw new Fault('conflict', 'self', { detail: { reason: 'self' } })
      return change(id, { isRemoved: true, canUnlock: false })
    },
    setUserRole: async ({ id, role }) => change(id, { role }),
    resetPassphrase: async ({ id, passphrase }) => {
      vault.users.passphrases.set(id, passphrase)
      return change(id, { canUnlock: true })
    },
    changePassphrase: async ({ old, passphrase }) => {
      const { users } = vault
      if (users.passphrases.get(users.current) !== old) throw new Fault('wrong-passphrase', 'old')
      users.passphrases.set(users.current, passphrase)
      return told()
    },
    recoverUser: async ({ id, passphrase }) => {
      existing(vault.users.rows, id)
      vault.users.passphrases.set(id, passphrase)
      vault.users.current = id
      vault.kind = 'open'
      return told()
    },
  }
}

function used(): Fault {
  return new Fault('invalid-input', 'used', { detail: { reason: 'passphrase-used' } })
}

type LockNames = Exclude<
  keyof SecurityApi,
  'users' | 'addUser' | 'removeUser' | 'setUserRole' | 'resetPassphrase' | 'changePassphrase'
>

function lockHandlers({ vault, changed }: Parts, told: () => null): Handlers<Pick<EngineApi, LockNames>> {
  return {
    security: async () => {
      const { idleMinutes, sheets, provinceKey } = vault.users
      return { idleMinutes, sheets: [...sheets], provinceKey }
    },
    setIdleMinutes: async ({ minutes }) => {
      vault.users.idleMinutes = minutes
      return null
    },
    noteActivity: async () => null,
    newRecoverySheet: async () => {
      vault.users.sheets.push({ slot: NEXT_SHEET, confirmedAt: null })
      return { code: 'AGE-SECRET-KEY-1 MNPQ RSTU VWXY Z234', slot: NEXT_SHEET }
    },
    confirmRecoverySheet: async ({ slot, revokeOthers }) => {
      vault.users.sheets = vault.users.sheets
        .map((sheet) => (sheet.slot === slot ? { slot, confirmedAt: NOW } : sheet))
        .filter((sheet) => sheet.slot === slot || (!revokeOthers && sheet.confirmedAt !== null))
      return told()
    },
    setProvinceKey: async ({ recipient }) => {
      vault.users.provinceKey = recipient
      return null
    },
    setCaseFileAccess: async ({ id, access }) => {
      vault.caseFiles = vault.caseFiles.map((file) => (file.id === id ? { ...file, access } : file))
      changed(id)
      return null
    },
    noteAccess: async ({ what, subject }) => {
      const by = existing(vault.users.rows, vault.users.current).name
      vault.users.access.unshift({ id: `access-${subject}`, what, subject, at: NOW, by, name: subject })
      return null
    },
    accessRecords: async ({ offset, limit }) => ({
      rows: vault.users.access.slice(offset, offset + limit),
      total: vault.users.access.length,
    }),
  }
}
