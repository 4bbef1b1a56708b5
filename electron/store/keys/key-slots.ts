import path from 'node:path'
import { armor, Decrypter, Encrypter, type Identity, type Recipient } from 'age-encryption'
import { Fault } from '../../../domain/fault.ts'
import type { Files } from '../files/files.ts'
import { replaceFile, type Workshop } from '../files/replace-file.ts'
import type { KeySlot } from '../vault-header.ts'
import { passphraseIdentity, passphraseKeys, passphraseRecipient, saltOf } from './passphrase-key.ts'
import { isRecoveryCode, readRecoveryCode } from './recovery-code.ts'

/**
 * scrypt N = 2^18, as the age command itself: 1.5 s and 256 MB for one guess (JavaScript, 2 cores, 2026-11). 2^17 takes
 * 0.8 s.
 */
export const SCRYPT_LOG_N = 18
const DATA_KEY_BYTES = 32

export interface SlotFile {
  readonly workshop: Workshop
  readonly folder: string
  readonly id: string
}

export interface NewPassphrase {
  readonly passphrase: string
  readonly scryptLogN: number
  /** Passphrase slots of the vault; the new one shares the salt of the first, so that trying all costs one scrypt. */
  readonly beside: readonly KeySlot[]
}

/** Writes the data key into a slot, wrapped for a passphrase; a slot that is there is replaced whole or not at all. */
export async function writePassphraseSlot(
  slot: SlotFile,
  dataKey: Uint8Array,
  { passphrase, scryptLogN, beside }: NewPassphrase,
): Promise<void> {
  if (isRecoveryCode(passphrase)) {
    throw new Fault('invalid-input', 'a passphrase must not look like a recovery code', {
      detail: { reason: 'passphrase' },
    })
  }
  const salt = await sharedSalt(slot, beside)
  const keys = passphraseKeys(passphrase)
  const place = salt === undefined ? { scryptLogN } : { scryptLogN, salt }
  await writeSlot(slot, dataKey, passphraseRecipient(keys, place)).finally(() => keys.forget())
}

/** Writes the data key into a slot, wrapped for an age recipient. @throws Fault 'invalid-input' where it is none */
export async function writeRecipientSlot(
  slot: SlotFile,
  dataKey: Uint8Array,
  recipient: string,
): Promise<void> {
  try {
    new Encrypter().addRecipient(recipient)
  } catch (cause) {
    throw new Fault('invalid-input', 'not a public key of age', { detail: { reason: 'recipient' }, cause })
  }
  await writeSlot(slot, dataKey, recipient)
}

/** The data key, and the slot that gave it. */
export interface OpenedSlot {
  readonly dataKey: Uint8Array
  readonly slot: KeySlot
}

/**
 * Tries a passphrase on the passphrase slots, or a recovery code on the others.
 * @throws Fault 'wrong-passphrase' where the secret opens no slot, 'invalid-input' for a mistyped recovery code,
 * 'damaged' where no slot opens and one of them cannot be read.
 */
export async function openSlots(
  files: Files,
  folder: string,
  { slots, secret }: { readonly slots: readonly KeySlot[]; readonly secret: string },
): Promise<OpenedSlot> {
  if (isRecoveryCode(secret)) {
    const identity = await readRecoveryCode(secret)
    return firstThatOpens(files, folder, {
      identity,
      slots: slots.filter(({ kind }) => kind !== 'passphrase'),
    })
  }
  const keys = passphraseKeys(secret)
  const own = slots.filter(({ kind }) => kind === 'passphrase')
  try {
    return await firstThatOpens(files, folder, { identity: passphraseIdentity(keys), slots: own })
  } finally {
    keys.forget()
  }
}

export function slotPath(folder: string, id: string): string {
  return path.join(folder, `${id}.age`)
}

async function firstThatOpens(
  files: Files,
  folder: string,
  { slots, identity }: { readonly slots: readonly KeySlot[]; readonly identity: string | Identity },
): Promise<OpenedSlot> {
  const state = { damage: null as Fault | null }
  for (const slot of slots) {
    const file = await files.read(slotPath(folder, slot.id))
    const dataKey = await openSlot(file, identity).catch((error: unknown) => {
      // One slot that cannot be read must not lock out those whose slots can.
      state.damage = damaged(error)
      return null
    })
    if (dataKey !== null) return { dataKey, slot }
  }
  throw state.damage ?? new Fault('wrong-passphrase', 'no slot opens with this secret')
}

async function sharedSalt({ workshop, folder }: SlotFile, beside: readonly KeySlot[]) {
  const first = beside.find(({ kind }) => kind === 'passphrase')
  const file = first === undefined ? null : await workshop.files.read(slotPath(folder, first.id))
  return file === null ? undefined : saltOf(armor.decode(Buffer.from(file).toString('utf8')))
}

async function writeSlot(
  { workshop, folder, id }: SlotFile,
  dataKey: Uint8Array,
  recipient: string | Recipient,
): Promise<void> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const text = armor.encode(await encrypter.encrypt(dataKey))
  await replaceFile(workshop, slotPath(folder, id), Buffer.from(text))
}

/** Null where the identity is another one; rejects where the file is no slot. */
async function openSlot(file: Uint8Array | null, identity: string | Identity): Promise<Uint8Array | null> {
  if (file === null) throw new RangeError('the slot is gone')
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  let isRefused = false
  decrypter.addIdentity({
    // Asked only after the identity before it unwrapped nothing.
    unwrapFileKey: () => {
      isRefused = true
      return null
    },
  })
  try {
    const dataKey = await decrypter.decrypt(armor.decode(Buffer.from(file).toString('utf8')))
    if (dataKey.length !== DATA_KEY_BYTES) throw new RangeError('not a data key')
    return dataKey
  } catch (cause) {
    if (isRefused) return null
    throw cause
  }
}

function damaged(cause: unknown): Fault {
  return new Fault('damaged', 'a key slot cannot be read', { detail: { part: 'keys' }, cause })
}
