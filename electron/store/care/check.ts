import path from 'node:path'
import { armor } from 'age-encryption'
import type { CheckFacts, CheckFault, CheckReport } from '../../../domain/care-api.ts'
import { Fault } from '../../../domain/fault.ts'
import { kindOf, type RecordId, type Sha256 } from '../../../domain/op.ts'
import { referencesOf, removedBlobsOf } from '../../../domain/references.ts'
import { type BlobShelves, SHELVES } from '../blobs/blob-shelves.ts'
import { sealedName } from '../blobs/blob-store.ts'
import { unseal } from '../keys/sealing.ts'
import { readStation } from '../keys/station.ts'
import type { StoredOp } from '../log/segment.ts'
import { checkIndex } from './check-index.ts'
import { type LogFault, listOrigins, originBytes, scanOrigin } from './log-scan.ts'
import { type CarePorts, type SealedFolder, unlockFolder } from './sealed-folder.ts'

export interface CheckOptions {
  /** Only looks whether blobs are there and begin as they should, without reading them. */
  readonly isFast?: boolean
  readonly onProgress?: (progress: CheckProgress) => void
  readonly signal?: AbortSignal
}

export interface CheckProgress {
  readonly filesDone: number
  readonly filesTotal: number
  readonly bytesDone: number
}

/**
 * Checks a vault that nobody has open and changes nothing in it. Every fault is listed and none ends the check.
 * @throws as `unlockFolder` does, and 'cancelled'
 */
export async function checkVault(
  folder: string,
  secret: string,
  { ports, ...options }: CheckOptions & { readonly ports: CarePorts },
): Promise<CheckReport> {
  const sealed = await unlockFolder(folder, secret, ports)
  try {
    return await checkSealed(sealed, { ...options, nowMs: ports.nowMs })
  } finally {
    sealed.close()
  }
}

/** The same for whoever holds the keys already: an open vault may be checked while no op is written to it. */
export async function checkSealed(
  sealed: Omit<SealedFolder, 'close'>,
  options: CheckOptions & { readonly nowMs: () => number },
): Promise<CheckReport> {
  const faults: CheckFault[] = []
  const { folder, workshop, keys } = sealed
  await checkKeys(sealed, faults)
  const log = await checkLogs(sealed, faults)
  checkReferences(log, faults)
  const blobs = await checkBlobs(sealed, { ...options, named: log.blobs, faults })
  const index = await checkIndex(workshop.files, folder, { key: keys.index, documents: log.documents })
  faults.push(...index.faults)
  const facts: CheckFacts = {
    origins: log.origins,
    ops: log.ops,
    records: log.records.size,
    ...blobs,
    quarantined: (await workshop.files.list(path.join(folder, 'quarantine'))).length,
    leftovers: (await workshop.files.list(path.join(folder, 'tmp'))).length,
    tornLogs: log.torn,
    index: index.state,
  }
  return {
    time: new Date(options.nowMs()).toISOString(),
    isFast: options.isFast ?? false,
    faults,
    facts,
  }
}

type Sealed = Omit<SealedFolder, 'close'>

/** Other people's slots cannot be opened, but they can be read. */
async function checkKeys({ folder, workshop, header, keys }: Sealed, faults: CheckFault[]): Promise<void> {
  const { files } = workshop
  for (const { id } of header.slots) {
    const bytes = await files.read(path.join(folder, 'keys', `${id}.age`))
    if (bytes === null || !isAgeFile(bytes)) faults.push({ code: 'slot-unreadable', detail: { slot: id } })
  }
  if (!(await hasStation({ folder, workshop, keys }))) faults.push({ code: 'station-unreadable', detail: {} })
  for (const name of await files.list(path.join(folder, 'settings'))) {
    const bytes = await files.read(path.join(folder, 'settings', name))
    // Earlier generations of a setting stand beside it.
    const context = `settings/${name.replace(/([.]\d)?[.]json$/, '')}`
    if (bytes !== null && unseal(keys.settings, bytes, context) === null) {
      faults.push({ code: 'setting-damaged', detail: { name } })
    }
  }
}

function isAgeFile(bytes: Uint8Array): boolean {
  try {
    const plain = armor.decode(Buffer.from(bytes).toString('utf8'))
    return Buffer.from(plain).subarray(0, 22).toString('latin1').startsWith('age-encryption.org/v1')
  } catch {
    // The package throws an error of its own for armour that is not whole.
    return false
  }
}

async function hasStation({ folder, workshop, keys }: Pick<Sealed, 'folder' | 'workshop' | 'keys'>) {
  try {
    await readStation(workshop.files, folder, keys.station)
    return true
  } catch (error) {
    if (error instanceof Fault && error.code === 'damaged') return false
    throw error
  }
}

interface LogFindings {
  origins: number
  ops: number
  torn: number
  readonly records: Set<RecordId>
  readonly documents: Set<RecordId>
  /** What is named, with a record that names it; `isOwn` where an op of this station does. */
  readonly blobs: Map<Sha256, { readonly record: RecordId; isOwn: boolean }>
  /** What was deleted for good, as a state secret: that it is not there is no fault. */
  readonly removed: Set<Sha256>
  /** Records that ops of this station name. */
  readonly targets: Map<RecordId, RecordId>
}

const logCodes = {
  damaged: 'log-damaged',
  'segment-missing': 'log-segment-missing',
  'behind-damage': 'log-behind-damage',
} as const satisfies Record<LogFault['kind'], CheckFault['code']>

async function checkLogs(sealed: Sealed, faults: CheckFault[]): Promise<LogFindings> {
  const { folder, workshop, keys } = sealed
  const found: LogFindings = {
    origins: 0,
    ops: 0,
    torn: 0,
    records: new Set(),
    documents: new Set(),
    blobs: new Map(),
    removed: new Set(),
    targets: new Map(),
  }
  const own = await ownStation(sealed)
  for (const origin of await listOrigins(workshop.files, path.join(folder, 'log'))) {
    const place = await originBytes(workshop.files, path.join(folder, 'log'), { origin, key: keys.log })
    const isOwn = own === null || origin.startsWith(`${own}.`)
    const scan = await scanOrigin(place, (ops) => note(found, ops, isOwn))
    found.origins += 1
    found.ops += scan.n
    found.torn += Number(scan.isTorn)
    for (const { kind, segment, n } of scan.faults) {
      faults.push({ code: logCodes[kind], detail: { origin, segment, n } })
    }
  }
  for (const sha of found.removed) found.blobs.delete(sha)
  return found
}

/** Null where the station cannot be read: then every op counts as its own. */
async function ownStation({ folder, workshop, keys }: Sealed): Promise<string | null> {
  return (await hasStation({ folder, workshop, keys }))
    ? (await readStation(workshop.files, folder, keys.station)).id
    : null
}

function note(found: LogFindings, ops: readonly StoredOp[], isOwn: boolean): void {
  for (const { op } of ops) {
    found.records.add(op.f)
    if (kindOf(op.f) === 'doc') found.documents.add(op.f)
    for (const sha of removedBlobsOf(op)) found.removed.add(sha)
    const { blobs, records } = referencesOf(op)
    for (const sha of blobs) {
      const known = found.blobs.get(sha)
      if (known === undefined) found.blobs.set(sha, { record: op.f, isOwn })
      else known.isOwn ||= isOwn
    }
    // What others name may be on its way from a third station.
    if (isOwn) for (const target of records) found.targets.set(target, op.f)
  }
}

function checkReferences({ records, targets }: LogFindings, faults: CheckFault[]): void {
  for (const [target, record] of targets) {
    if (!records.has(target)) faults.push({ code: 'reference-missing', detail: { record, target } })
  }
}

type BlobSums = Pick<CheckFacts, 'blobs' | 'blobBytes' | 'orphanBlobs' | 'blobsElsewhere'>

async function checkBlobs(
  { blobs: { shelves }, keys }: Sealed,
  run: CheckOptions & { readonly named: LogFindings['blobs']; readonly faults: CheckFault[] },
): Promise<BlobSums> {
  const { named, faults, onProgress, signal } = run
  const awaited = new Map([...named].map(([sha, by]) => [sealedName(keys.blobName, sha), by]))
  const sums = { blobs: 0, blobBytes: 0, orphanBlobs: 0, blobsElsewhere: 0 }
  const present = new Set<string>()
  let filesTotal = 0
  for (let shelf = 0; shelf < SHELVES; shelf += 1) filesTotal += (await shelves.names(shelf)).length
  for await (const name of everyName(shelves)) {
    if (signal?.aborted) throw new Fault('cancelled', 'the check was cancelled')
    const by = awaited.get(name)
    if (!(await isWhole(shelves, name, run))) {
      faults.push({ code: 'blob-damaged', detail: { blob: name, record: by?.record ?? '' } })
    }
    present.add(name)
    sums.blobs += 1
    sums.blobBytes += (await shelves.sealedBytes(name)) ?? 0
    sums.orphanBlobs += Number(by === undefined)
    onProgress?.({ filesDone: sums.blobs, filesTotal, bytesDone: sums.blobBytes })
  }
  const missing = [...awaited].filter(([blob]) => !present.has(blob))
  for (const [blob, { record, isOwn }] of missing) {
    if (isOwn) faults.push({ code: 'blob-missing', detail: { blob, record } })
    else sums.blobsElsewhere += 1
  }
  return sums
}

async function* everyName(shelves: BlobShelves): AsyncGenerator<string> {
  for (let shelf = 0; shelf < SHELVES; shelf += 1) yield* await shelves.names(shelf)
}

async function isWhole(
  shelves: BlobShelves,
  name: string,
  { isFast = false, signal }: CheckOptions,
): Promise<boolean> {
  if (isFast) return shelves.hasWholeHeader(name)
  return (await shelves.verify(name, signal)).kind === 'whole'
}
