import { randomBytes } from 'node:crypto'
import path from 'node:path'
import * as z from 'zod'
import { Fault } from '../../domain/fault.ts'
import { readFileIfAny, writeFileDurably } from '../store/durable-file.ts'
import { createSigningKey, readSigningKey, type SigningKey } from './keys.ts'

/** Who the server is: its key, and the name of its history. */
export interface ServerIdentity {
  readonly key: SigningKey
  /** Changes when the data folder was restored from a backup, so that stations send again what it lost (I15). */
  readonly epoch: string
}

const VERSION = 1
const IdentityFile = z.object({ version: z.int(), epoch: z.string(), privateKey: z.string() })

/**
 * The identity kept in the data folder; made at the first start.
 * @param isRestored begins a new epoch. @throws Fault 'newer-version', 'damaged'
 */
export async function openIdentity(dataFolder: string, isRestored: boolean): Promise<ServerIdentity> {
  const file = path.join(dataFolder, 'identity.json')
  const kept = read(await readFileIfAny(file))
  if (kept !== null && !isRestored) return kept
  const identity = { key: kept?.key ?? createSigningKey(), epoch: randomBytes(12).toString('base64url') }
  const text = JSON.stringify({ version: VERSION, epoch: identity.epoch, privateKey: identity.key.pem })
  await writeFileDurably(file, text)
  return identity
}

function read(text: string | null): ServerIdentity | null {
  if (text === null) return null
  const parsed = IdentityFile.safeParse(JSON.parse(text))
  if (!parsed.success) throw new Fault('damaged', 'identity.json has another shape')
  if (parsed.data.version > VERSION) throw new Fault('newer-version', 'identity.json is of a newer program')
  return { key: readSigningKey(parsed.data.privateKey), epoch: parsed.data.epoch }
}
