import path from 'node:path'
import * as z from 'zod'
import { Fault } from '../../domain/fault.ts'
import type { Files } from './files/files.ts'
import { replaceFile, type Workshop } from './files/replace-file.ts'

/** Version of everything below the folder; a vault with a newer one is left as it is, an older one is migrated. */
export const VAULT_FORMAT = 1

/** A slot names nobody: who it belongs to stands sealed, among the users. */
const KeySlot = z.object({ id: z.uuid(), kind: z.enum(['passphrase', 'recovery', 'province']) })
export type KeySlot = z.infer<typeof KeySlot>

const VaultHeader = z.object({ format: z.int().min(1), id: z.uuid(), slots: z.array(KeySlot).min(1) })

/** What stands in clear in `vault.json`. The vault exists from the moment this file does. */
export interface VaultHeader {
  readonly format: number
  readonly id: string
  readonly slots: readonly KeySlot[]
}

export function headerPath(folder: string): string {
  return path.join(folder, 'vault.json')
}

export async function writeHeader(workshop: Workshop, folder: string, header: VaultHeader): Promise<void> {
  const { format, id, slots } = header
  const text = `${JSON.stringify({ format, id, slots }, null, 2)}\n`
  await replaceFile(workshop, headerPath(folder), Buffer.from(text))
}

/** @param known the newest format that is understood @throws Fault 'not-found' without a vault, 'newer-version', 'damaged' */
export async function readHeader(
  files: Files,
  folder: string,
  known: number = VAULT_FORMAT,
): Promise<VaultHeader> {
  const bytes = await files.read(headerPath(folder))
  if (bytes === null) throw new Fault('not-found', 'there is no vault', { detail: { part: 'vault' } })
  const value = parseJson(bytes)
  const versioned = z.object({ format: z.int() }).safeParse(value)
  if (versioned.success && versioned.data.format > known) {
    throw new Fault('newer-version', `the vault has format ${versioned.data.format}`, {
      detail: { format: versioned.data.format, known },
    })
  }
  const header = VaultHeader.safeParse(value)
  if (!header.success) throw new Fault('damaged', 'vault.json cannot be read', { detail: { part: 'vault' } })
  return header.data
}

/** Undefined for what is no JSON. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
