import { Fault } from '../../domain/fault.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { SecurityApi } from '../../domain/security-api.ts'
import { isoNow, type Surroundings } from '../desk/ports.ts'
import { createLane } from '../store/log/lane.ts'
import type { Vault } from '../store/vault.ts'
import { idleSetting, type Session } from './session.ts'
import type { UsersBook } from './users-book.ts'

type LockApi = Pick<
  SecurityApi,
  | 'security'
  | 'setIdleMinutes'
  | 'noteActivity'
  | 'newRecoverySheet'
  | 'confirmRecoverySheet'
  | 'setProvinceKey'
>

interface SecurityPorts {
  readonly vault: Pick<Vault, 'keySlots' | 'settings'>
  readonly book: UsersBook
  readonly session: Session
  readonly clock: Surroundings['clock']
}

/** Idle time, recovery sheets and the province's key. */
export function securityHandlers({ vault, book, session, clock }: SecurityPorts): Handlers<LockApi> {
  const { keySlots } = vault
  const lane = createLane()
  return {
    security: async () => {
      const confirmed = book.confirmedSheets()
      return {
        idleMinutes: (await idleSetting(vault)).value.idleMinutes,
        sheets: sheetsOf(keySlots).map((slot) => ({ slot, confirmedAt: confirmed.get(slot) ?? null })),
        provinceKey: book.provinceKey()?.recipient ?? null,
      }
    },
    setIdleMinutes: async ({ minutes }) => {
      await (await idleSetting(vault)).save({ idleMinutes: minutes })
      session.noteActivity()
      return null
    },
    noteActivity: async () => {
      session.noteActivity()
      return null
    },
    newRecoverySheet: () =>
      lane.run(async () => {
        const { slot, code } = await keySlots.addRecovery()
        return { code, slot: slot.id }
      }),
    confirmRecoverySheet: ({ slot, revokeOthers }) =>
      lane.run(async () => {
        const sheets = sheetsOf(keySlots)
        if (!sheets.includes(slot)) throw new Fault('not-found', 'no such recovery sheet')
        await book.confirmSheet(slot, isoNow(clock))
        const confirmed = book.confirmedSheets()
        const isVoid = (other: string): boolean => other !== slot && (revokeOthers || !confirmed.has(other))
        await keySlots.remove(sheets.filter(isVoid))
        session.changed()
        return null
      }),
    setProvinceKey: ({ recipient }) =>
      lane.run(async () => {
        const added = recipient === null ? null : await keySlots.addProvince(recipient)
        await book.setProvinceKey(added === null || recipient === null ? null : { recipient, slot: added.id })
        const others = keySlots.slots().filter(({ id, kind }) => kind === 'province' && id !== added?.id)
        await keySlots.remove(others.map(({ id }) => id))
        return null
      }),
  }
}

function sheetsOf(keySlots: Vault['keySlots']): readonly string[] {
  return keySlots
    .slots()
    .filter(({ kind }) => kind === 'recovery')
    .map(({ id }) => id)
}
