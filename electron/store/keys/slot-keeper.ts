import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import type { Workshop } from '../files/replace-file.ts'
import { createLane } from '../log/lane.ts'
import { type KeySlot, type VaultHeader, writeHeader } from '../vault-header.ts'
import type { BackOff } from './back-off.ts'
import { openSlots, type SlotFile, slotPath, writePassphraseSlot, writeRecipientSlot } from './key-slots.ts'
import { createRecoveryKey, isRecoveryCode } from './recovery-code.ts'
import { forget } from './sealing.ts'

/**
 * The key slots of an open vault. A slot is written and synced before the header names it, and the header is written
 * before a slot is deleted: a kill at any moment leaves a vault that opens with whatever opened it before.
 */
export interface SlotKeeper {
  slots(): readonly KeySlot[]
  /** The slot that a secret opens. @throws Fault 'wrong-passphrase', 'too-many-requests', 'invalid-input' */
  verify(secret: string): Promise<KeySlot>
  /** @throws Fault 'invalid-input' for a passphrase that opens a slot already, or looks like a recovery code */
  addPassphrase(passphrase: string): Promise<KeySlot>
  /** Replaces the file of one slot in one step. @throws Fault as `addPassphrase` */
  changePassphrase(id: string, passphrase: string): Promise<void>
  /** The code is told this once and never again. */
  addRecovery(): Promise<{ readonly slot: KeySlot; readonly code: string }>
  /** @param recipient `age1...`. @throws Fault 'invalid-input' where it is none */
  addProvince(recipient: string): Promise<KeySlot>
  /** Slots that are not there are fine. @throws Fault 'conflict' where none would be left */
  remove(ids: readonly string[]): Promise<void>
  /** Overwrites the data key in memory. */
  forget(): void
}

export interface SlotKeeperPorts {
  readonly workshop: Workshop
  /** The vault's. */
  readonly folder: string
  readonly header: VaultHeader
  readonly dataKey: Uint8Array
  readonly scryptLogN: number
  readonly backOff: BackOff
}

export function createSlotKeeper(ports: SlotKeeperPorts): SlotKeeper {
  const { workshop, folder, dataKey, scryptLogN } = ports
  const keys = path.join(folder, 'keys')
  const lane = createLane()
  const state = { slots: ports.header.slots }

  const slotFile = (id: string): SlotFile => ({ workshop, folder: keys, id })
  const name = async (slots: readonly KeySlot[]): Promise<void> => {
    await writeHeader(workshop, folder, { ...ports.header, slots })
    state.slots = slots
    workshop.failpoint('key-header-written')
  }
  const add = async (kind: KeySlot['kind'], write: (slot: SlotFile) => Promise<void>): Promise<KeySlot> => {
    const slot = { id: workshop.createId(), kind }
    await write(slotFile(slot.id))
    workshop.failpoint('key-slot-added')
    await name([...state.slots, slot])
    return slot
  }
  const wrap = async (slot: SlotFile, passphrase: string): Promise<void> => {
    if (!isRecoveryCode(passphrase)) {
      await assertUnused(workshop, keys, { slots: state.slots, secret: passphrase })
    }
    await writePassphraseSlot(slot, dataKey, { passphrase, scryptLogN, beside: state.slots })
  }
  return {
    slots: () => state.slots,
    verify: (secret) =>
      ports.backOff.guard(async () => {
        const opened = await openSlots(workshop.files, keys, { slots: state.slots, secret })
        forget(opened.dataKey)
        return opened.slot
      }),
    addPassphrase: (passphrase) => lane.run(() => add('passphrase', (slot) => wrap(slot, passphrase))),
    changePassphrase: (id, passphrase) => lane.run(() => wrap(slotFile(id), passphrase)),
    addRecovery: () =>
      lane.run(async () => {
        const { code, recipient } = await createRecoveryKey()
        const slot = await add('recovery', (file) => writeRecipientSlot(file, dataKey, recipient))
        return { slot, code }
      }),
    addProvince: (recipient) =>
      lane.run(() => add('province', (file) => writeRecipientSlot(file, dataKey, recipient))),
    remove: (ids) =>
      lane.run(async () => {
        const left = state.slots.filter(({ id }) => !ids.includes(id))
        if (left.length === state.slots.length) return
        if (left.length === 0) throw new Fault('conflict', 'a vault needs a key slot')
        await name(left)
        for (const id of ids) await workshop.files.remove(slotPath(keys, id))
        workshop.failpoint('key-slot-removed')
        await workshop.files.syncFolder(keys)
      }),
    forget: () => forget(dataKey),
  }
}

/**
 * Two slots with one passphrase would make one user of two. The answer does not say whose it is.
 * @throws Fault 'invalid-input'
 */
async function assertUnused(
  { files }: Workshop,
  keys: string,
  { slots, secret }: { readonly slots: readonly KeySlot[]; readonly secret: string },
): Promise<void> {
  const own = slots.filter(({ kind }) => kind === 'passphrase')
  const opened = await openSlots(files, keys, { slots: own, secret }).catch((error: unknown) => {
    // A damaged slot cannot be compared with; that must not keep anybody from a new passphrase.
    const isOther = error instanceof Fault && (error.code === 'wrong-passphrase' || error.code === 'damaged')
    if (isOther) return null
    throw error
  })
  if (opened === null) return
  forget(opened.dataKey)
  throw new Fault('invalid-input', 'this passphrase cannot be used', {
    detail: { reason: 'passphrase-used' },
  })
}
