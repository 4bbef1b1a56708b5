import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { UpdateKeys } from '../../domain/update/update-format.ts'

/** Public keys whose update files are taken, by their ids. */
export type TrustedKeys = ReadonlyMap<string, KeyObject>

/** The id of an Ed25519 key: the start of the hash of its public half. @param key its public or private half */
export function keyIdOf(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(spki).digest('hex').slice(0, 16)
}

/** What stands in `keys.json` for a key. @param key its public or private half */
export function keyEntryOf(key: KeyObject): UpdateKeys['keys'][number] {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key
  const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  return { id: keyIdOf(key), publicKeyPem }
}

/**
 * Reads the keys that came with the program. They are part of it, so a file that is not whole is a bug and no fault.
 * @throws Error for another shape, another kind of key, or an id that is not its key's
 */
export async function loadUpdateKeys(file: string): Promise<TrustedKeys> {
  const { keys } = UpdateKeys.parse(JSON.parse(await readFile(file, 'utf8')))
  const trusted = keys.map(({ id, publicKeyPem }) => {
    const key = createPublicKey(publicKeyPem)
    if (key.asymmetricKeyType !== 'ed25519' || keyIdOf(key) !== id)
      throw new Error(`keys.json: ${id} is another key`)
    return [id, key] as const
  })
  return new Map(trusted)
}
