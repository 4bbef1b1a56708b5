import path from 'node:path'
import type { FaultReport } from '../../domain/fault.ts'
import { type BlobStore, createBlobStore } from './blobs/blob-store.ts'
import { createDerivedCache, type DerivedCache } from './blobs/derived-cache.ts'
import type { SpacePorts } from './care/space.ts'
import { createVaultCare, type VaultCare } from './care/vault-care.ts'
import { collectNow } from './files/collect-now.ts'
import type { Workshop } from './files/replace-file.ts'
import { createSettings, type OpenSetting } from './json/settings.ts'
import type { VaultKeys } from './keys/sealing.ts'
import {
  endFork,
  originOfStation,
  readFork,
  renewIncarnation,
  type Station,
  seatStation,
} from './keys/station.ts'
import type { ForkNotes } from './log/fork-cure.ts'
import type { OnReadingLog } from './log/op-log.ts'
import { type OpenRecords, openRecords } from './log/open-records.ts'
import { openSearchIndex, type SearchIndex } from './search/search-index.ts'
import { joinRecords, type StationRecords } from './station-records.ts'

/** Everything one station holds, open. What resolves is durable. */
export interface Vault extends StationRecords {
  readonly id: string
  readonly station: Station
  /** What was found on opening, or went wrong since, that a person must know; what is mended is no longer told. */
  readonly notices: readonly FaultReport[]
  readonly blobs: BlobStore
  readonly derived: DerivedCache
  readonly settings: OpenSetting
  readonly index: SearchIndex
  readonly care: VaultCare
  /** Waits for what is under way. Nothing may be asked of the vault afterwards. */
  close(): Promise<void>
}

/** A vault whose keys are known and whose lock is held. */
export interface UnlockedVault {
  readonly id: string
  readonly folder: string
  readonly workshop: Workshop
  readonly keys: VaultKeys
  readonly station: Station
  /** Released by `close`. */
  readonly lock: { release(): void }
  readonly clock: { nowMs(): number }
  readonly onProgress?: OnReadingLog | undefined
  readonly space?: Partial<SpacePorts> | undefined
  /** The bundled thread of the search index. */
  readonly indexWorker: string
}

/** Reads what is on the disk and joins the parts. */
export async function openUnlocked(unlocked: UnlockedVault): Promise<Vault> {
  const { id, folder, workshop, keys, lock, clock } = unlocked
  const notices: FaultReport[] = []
  const onNotice = (notice: FaultReport): void => {
    notices.push(notice)
  }
  const { station, notes, forked } = await seatOf(unlocked)
  const records = await openRecords({ ...unlocked, onNotice, forked })
  const index = await openSearchIndex({
    path: path.join(folder, 'index.db'),
    key: keys.index,
    worker: unlocked.indexWorker,
    failpoint: workshop.failpoint,
    nowMs: () => unlocked.clock.nowMs(),
  })
  const joining = { station, clock, forks: { notes: notes(records), workshop } }
  const { parts, mend, closeWriter } = joinRecords(joining, records, onNotice)
  await mend()
  const close = async (): Promise<void> => {
    try {
      await closeWriter()
      await records.log.close()
      records.ledger.close()
      await index.close()
      await collectNow()
    } finally {
      lock.release()
    }
  }
  const sealed = sealedParts(unlocked, onNotice)
  const care = createVaultCare({ ...unlocked, ...sealed, vector: parts.vector, notices, onNotice })
  let closing: Promise<void> | null = null
  return {
    id,
    station,
    get notices() {
      return [...notices, ...lostOps(records)]
    },
    ...parts,
    append: (edits) => care.space.guarded(() => parts.append(edits)),
    ...sealed,
    index,
    care,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

/** The station, which gets another incarnation where it turns out to have a copy, and the note of that. */
async function seatOf({ folder, workshop, keys, station: first }: UnlockedVault) {
  const { station, replace } = seatStation(first)
  const pending = await readFork(workshop.files, folder, keys.station)
  const originOf = (incarnation: number) => originOfStation({ id: first.id, incarnation })
  const notes = ({ log }: OpenRecords): ForkNotes => ({
    pending,
    begin: async (fork) => {
      const isTaken = (incarnation: number) => log.origin(originOf(incarnation)) !== null
      replace(await renewIncarnation(workshop, folder, { key: keys.station, isTaken, fork }))
    },
    end: () => endFork(workshop, folder, keys.station),
  })
  return { station, notes, forked: pending.map(({ incarnation }) => originOf(incarnation)) }
}

function lostOps({ log }: OpenRecords): readonly FaultReport[] {
  return [...log.damages()].map(([origin, { n }]) => ({
    code: 'damaged',
    detail: { part: 'log', origin, n },
  }))
}

function sealedParts(
  { folder, workshop, keys }: UnlockedVault,
  onNotice: (notice: FaultReport) => void,
): Pick<Vault, 'blobs' | 'derived' | 'settings'> {
  const folderOf = (name: string) => path.join(folder, name)
  const names = { folder: folderOf('blobs'), quarantine: folderOf('quarantine') }
  const blobs = { workshop, ...names, key: keys.blob, nameKey: keys.blobName }
  const derived = { workshop, folder: folderOf('derived'), key: keys.derived, nameKey: keys.derivedName }
  return {
    blobs: createBlobStore(blobs),
    derived: createDerivedCache(derived),
    settings: createSettings({ workshop, folder: folderOf('settings'), key: keys.settings, onNotice }),
  }
}
