import { createHash, randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Authority } from '../../domain/authority.ts'
import type { AuthorityFile } from '../../domain/authority-file.ts'
import { Fault } from '../../domain/fault.ts'
import { type Edit, recordId } from '../../domain/op.ts'
import { type PlanRow, planRowsOf } from '../../domain/plan-import.ts'
import { newImportedFile } from '../../domain/records/authority-file.ts'
import type { WriteOwnOps } from '../archive/own-ops.ts'
import type { Serial } from '../serial.ts'
import type { RecordCache } from '../state/commune-records.ts'
import type { BlobIndex } from '../store/blob-index.ts'
import type { BlobStore } from '../store/blob-store.ts'
import { syncFile } from '../store/durable-file.ts'
import type { OpStore } from '../store/op-store.ts'
import type { Commune } from '../store/registry.ts'
import { type PlanForCommune, planFor } from './plan-edits.ts'
import { loadLaw, readLawFile } from './province-law.ts'
import { readSheets } from './read-sheets.ts'
import type { Sendings } from './sendings.ts'

interface PlanFile {
  readonly year: number
  readonly bytes: Buffer
}

/** Gives communes plans and data files of the law, as ops of the server's own. */
export interface SendDown {
  /** @throws Fault 'invalid-input' with the reason `plan-columns`, 'file-unsupported', 'file-corrupt', 'file-too-large' */
  readPlan(file: PlanFile): Promise<readonly PlanRow[]>
  previewPlan(rows: readonly PlanRow[], year: number, commune: Commune): Promise<PlanForCommune>
  /** @returns the entries that each commune got; those that are blocked are not among them */
  sendPlan(
    rows: readonly PlanRow[],
    to: Addressed & { readonly year: number },
  ): Promise<ReadonlyMap<string, number>>
  /** @throws Fault 'invalid-input' with where it is wrong */
  readAuthority(bytes: Buffer): Promise<AuthorityFile>
  sendAuthority(file: AuthorityFile, bytes: Buffer, to: Addressed): Promise<void>
}

interface Addressed {
  readonly communes: readonly Commune[]
  /** Console user. */
  readonly by: string
}

interface SendPorts {
  readonly cache: RecordCache
  readonly store: OpStore
  readonly blobs: BlobStore
  readonly index: BlobIndex
  readonly write: WriteOwnOps
  readonly sendings: Sendings
  /** Shared with whatever else writes to a commune. */
  readonly serial: Serial
  /** Whose ops the server's own are. */
  readonly ownId: string
  readonly authorityFolder: string
  /** Bytes wait here until the blob store has them. */
  readonly folder: string
  readonly clock: () => number
}

export function createSendDown(ports: SendPorts): SendDown {
  const { cache, store, write, sendings, serial, ownId, clock } = ports
  const storeBlob = createStoreBlob(ports)
  const law = (): Promise<Authority> => loadLaw(ports.authorityFolder)

  /** To be called while nothing else writes to the commune. */
  async function send(
    commune: Commune,
    edits: readonly Edit[],
    sent: Pick<Parameters<Sendings['note']>[0], 'id' | 'kind' | 'by' | 'title' | 'entries'>,
  ): Promise<void> {
    await write(commune, { edits, by: sent.by })
    const { n } = await store.tip(commune.code, { s: ownId, i: commune.incarnation }, [])
    const { code, incarnation } = commune
    await sendings.note({ ...sent, commune: code, at: clock(), incarnation, n })
  }

  return {
    readPlan: async ({ bytes }) => planInSheets(await readSheets(bytes), await law()),
    previewPlan: async (rows, year, commune) => planFor(await cache.of(commune.code), year, entriesIn(rows)),
    sendPlan: async (rows, { communes, by, year }) => {
      const id = randomUUID()
      const entries = entriesIn(rows)
      const got = new Map<string, number>()
      for (const commune of communes) {
        await serial(commune.code, async () => {
          const plan = planFor(await cache.of(commune.code), year, entries)
          if (plan.blocked !== null || plan.added === 0) return
          await send(commune, plan.edits, { id, kind: 'plan', by, title: String(year), entries: plan.added })
          got.set(commune.code, plan.added)
        })
      }
      return got
    },
    readAuthority: async (bytes) => readLawFile(await law(), bytes),
    sendAuthority: async ({ name, version }, bytes, { communes, by }) => {
      const id = randomUUID()
      const blob = createHash('sha256').update(bytes).digest('hex')
      const at = new Date(clock()).toISOString()
      for (const commune of communes) {
        // Blob first, record after: a crash may leave bytes too many, never a record without them.
        await storeBlob(commune, blob, bytes)
        const edits = newImportedFile(recordId('authority', randomUUID()), { name, version, blob, at })
        const title = `${name} ${version}`
        await serial(commune.code, () =>
          send(commune, edits, { id, kind: 'authority', by, title, entries: 1 }),
        )
      }
    },
  }
}

function entriesIn(rows: readonly PlanRow[]) {
  return rows.flatMap((row) => (row.kind === 'taken' ? [row.entry] : []))
}

/** The rows of the first sheet that is a plan. @throws Fault 'invalid-input' with the reason `plan-columns` where none is */
function planInSheets(
  sheets: Awaited<ReturnType<typeof readSheets>>,
  { retentions }: Authority,
): readonly PlanRow[] {
  let unfit: Fault | null = null
  for (const sheet of sheets) {
    try {
      return planRowsOf(sheet, { scale: retentions.entries, existing: [] })
    } catch (error) {
      if (!(error instanceof Fault) || error.detail['reason'] !== 'plan-columns') throw error
      unfit ??= error
    }
  }
  throw unfit ?? new Fault('invalid-input', 'no sheet', { detail: { reason: 'plan-columns' } })
}

type BlobPorts = Pick<SendPorts, 'blobs' | 'index' | 'folder'>

/** Keeps the bytes of a data file where the stations of a commune fetch them. */
function createStoreBlob({ blobs, index, folder }: BlobPorts) {
  return async (commune: Commune, sha: string, bytes: Buffer): Promise<void> => {
    await mkdir(folder, { recursive: true })
    const file = path.join(folder, randomUUID())
    try {
      await writeFile(file, bytes)
      await syncFile(file)
      await blobs.adopt(commune.code, sha, file)
    } finally {
      await rm(file, { force: true })
    }
    await index.add(commune.code, sha, { sizeBytes: bytes.length, mediaType: 'application/json' })
  }
}
