import { randomBytes, randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { argv, kill, pid, stdin } from 'node:process'
import { z } from 'zod'
import type { Json } from '../../domain/json.ts'
import { type RecordId, recordId } from '../../domain/op.ts'
import { createVault, openVault, type Vault, type VaultPorts } from '../../electron/store/vault.ts'

/*
 * Works on a vault until it reaches a failpoint for the given time, and kills itself there. What was acknowledged is
 * told line by line, at once. Arguments: what to do (create, work, hold), the folder, the passphrase, the failpoint and
 * which of its times.
 */
const [task = '', folder = '', passphrase = '', failpoint = '', time = '1'] = argv.slice(2)

let reached = 0
const ports: VaultPorts = {
  clock: { nowMs: () => Date.now() },
  createId: () => randomUUID(),
  scryptLogN: 2,
  failpoint: (name) => {
    if (name !== failpoint) return
    reached += 1
    if (reached === Number(time)) kill(pid, 'SIGKILL')
  },
}

function tell(acknowledged: Json): void {
  writeSync(1, `${JSON.stringify(acknowledged)}\n`)
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 30_000) yield bytes.subarray(at, at + 30_000)
}

async function save(vault: Vault, record: RecordId, cells: Readonly<Record<string, Json>>): Promise<void> {
  await vault.append(Object.entries(cells).map(([path, value]) => ({ record, path, value })))
  tell({ kind: 'edits', record, cells })
}

async function work(vault: Vault): Promise<void> {
  const setting = await vault.settings('thu', z.number(), 0)
  for (let round = 1; round <= 3; round += 1) {
    const { sha } = await vault.blobs.put(pieces(randomBytes(100_000)))
    tell({ kind: 'blob', sha })
    const file = recordId('case', randomUUID())
    await Promise.all([
      save(vault, recordId('doc', randomUUID()), { '/pages': [sha], '/caseFile': file }),
      save(vault, file, { '/title': `hồ sơ ${round}`, '/year': 2025 }),
    ])
    await setting.save(round)
    tell({ kind: 'setting', value: round })
    await vault.index.put({ document: file, caseFile: null, code: '', fields: '', pages: ['đất'] })
  }
  await vault.close()
  tell({ kind: 'closed' })
}

if (task === 'create') {
  const { vault } = await createVault(folder, { passphrase }, ports)
  tell({ kind: 'created' })
  await vault.close()
} else if (task === 'work') {
  await work(await openVault(folder, passphrase, ports))
} else {
  await openVault(folder, passphrase, ports)
  tell({ kind: 'held' })
  stdin.resume()
}
