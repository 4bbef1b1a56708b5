import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { Fault } from '../../../domain/fault.ts'

/** How an age X25519 identity begins, without the signs that people leave out. */
const PREFIX = 'AGESECRETKEY1'
const GROUP_CHARACTERS = 4

/** A key that opens the vault when the passphrase is lost; printed once, kept nowhere. */
export interface RecoveryKey {
  /** For paper: an age identity in groups of four. */
  readonly code: string
  readonly recipient: string
}

export async function createRecoveryKey(): Promise<RecoveryKey> {
  const identity = await generateX25519Identity()
  const secret = identity.slice(identity.indexOf('1') + 1)
  const groups = secret.match(new RegExp(`.{1,${GROUP_CHARACTERS}}`, 'g')) ?? []
  return {
    code: `AGE-SECRET-KEY-1 ${groups.join(' ')}`,
    recipient: await identityToRecipient(identity),
  }
}

/** Does a secret look like a recovery code, typed with any case, spaces and dashes? */
export function isRecoveryCode(secret: string): boolean {
  return squeeze(secret).startsWith(PREFIX)
}

/** The age identity behind a typed code. @throws Fault 'invalid-input' where its checksum says that it was mistyped. */
export async function readRecoveryCode(typed: string): Promise<string> {
  const identity = `AGE-SECRET-KEY-1${squeeze(typed).slice(PREFIX.length)}`
  try {
    await identityToRecipient(identity)
  } catch (cause) {
    throw new Fault('invalid-input', 'the checksum of the recovery code is wrong', {
      detail: { reason: 'recovery-code' },
      cause,
    })
  }
  return identity
}

function squeeze(typed: string): string {
  return typed.replace(/[\s\p{Pd}]/gu, '').toUpperCase()
}
