import path from 'node:path'
import { armor, Decrypter, Encrypter, type Identity, type Recipient } from 'age-encryption'
import { Fault } from '../../../domain/fault.ts'
import type { Files } from '../files/files.ts'
import { replaceFile, type Workshop } from '../files/replace-file.ts'
import type { KeySlot } from '../vault-header.ts'
import { passphraseIdentity, passphraseRecipient } from './passphrase-key.ts'
import { isRecoveryCode, readRecoveryCode } from './recovery-code.ts'

/**
 * scrypt N = 2^18, as the age command itself: 1.5 s and 256 MB for one guess (JavaScript, 2 cores, 2026-11). 2^17 takes
 * 0.8 s.
 */
export const SCRYPT_LOG_N = 18
const DATA_KEY_BYTES = 32

/** Writes the data key into a slot, wrapped for a passphrase. */
export async function writePassphraseSlot(
  slot: SlotFile,
  dataKey: Uint8Array,
  { passphrase, scryptLogN }: { readonly passphrase: string; readonly scryptLogN: number },
): Promise<void> {
  if (isRecoveryCode(passphrase)) {
    throw new Fault('invalid-input', 'a passphrase must not look like a recovery code', {
      detail: { reason: 'passphrase' },
    })
  }
  await writeSlot(slot, dataKey, passphraseRecipient(passphrase, scryptLogN))
}

/** Writes the data key into a slot, wrapped for an age recipient. */
export async function writeRecoverySlot(
  slot: SlotFile,
  dataKey: Uint8Array,
  recipient: string,
): Promise<void> {
  await writeSlot(slot, dataKey, recipient)
}

export interface SlotFile {
  readonly workshop: Workshop
  readonly folder: string
  readonly id: string
}

/**
 * The data key, by a passphrase or a recovery code.
 * @throws Fault 'wrong-passphrase' where the secret opens no slot, 'invalid-input' for a mistyped recovery code,
 * 'damaged' where a slot cannot be read.
 */
export async function openSlots(
  files: Files,
  folder: string,
  { slots, secret }: { readonly slots: readonly KeySlot[]; readonly secret: string },
): Promise<Uint8Array> {
  const kind = isRecoveryCode(secret) ? 'recovery' : 'passphrase'
  const identity = kind === 'recovery' ? await readRecoveryCode(secret) : passphraseIdentity(secret)
  for (const slot of slots) {
    if (slot.kind !== kind) continue
    const dataKey = await openSlot(await files.read(slotPath(folder, slot.id)), identity)
    if (dataKey !== null) return dataKey
  }
  throw new Fault('wrong-passphrase', `no ${kind} slot opens with this secret`)
}

function slotPath(folder: string, id: string): string {
  return path.join(folder, `${id}.age`)
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

/** Null where the identity is another one. */
async function openSlot(file: Uint8Array | null, identity: string | Identity): Promise<Uint8Array | null> {
  if (file === null) throw damaged()
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
    throw damaged(cause)
  }
}

function damaged(cause?: unknown): Fault {
  return new Fault('damaged', 'a key slot cannot be read', { detail: { part: 'keys' }, cause })
}
