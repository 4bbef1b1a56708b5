import { Fault, type FaultReport } from '../../domain/fault.ts'
import type { Sha256 } from '../../domain/op.ts'
import { FinishAnswer, uploadId } from '../../domain/sync/protocol.ts'
import { assertWhole, type BlobSending, transfer } from './blob-transfer.ts'
import { insist } from './insist.ts'
import type { LocalBlob, SyncStore } from './ports.ts'

/** Connections in a row that bring no byte, after which the blob waits for the next exchange. */
const MOST_FRUITLESS = 3
/** Times in a row that the server has another idea of an upload than this side. */
const MOST_RESTARTS = 4
/** Times a blob that is whole here is sent anew because the server found another hash. */
const MOST_HASH_RESTARTS = 3

/**
 * Sends one blob, going on where the server has it, until its hash was checked there (SY3, SY4, SY7).
 * @throws Fault 'damaged' where it is not whole here: it was set aside then, and is told; 'hash-mismatch', 'server-refused',
 * 'not-found' of this blob alone; 'offline', 'unauthorised', 'too-many-requests', 'cancelled' of the line
 */
export async function sendBlob(sha: Sha256, sending: BlobSending): Promise<void> {
  let hashRestarts = 0
  for (;;) {
    await transferWhole(sha, sending)
    try {
      await finish(sha, sending)
      return
    } catch (error) {
      const code = error instanceof Fault ? reasonOf(error) : ''
      if (code === 'exists' || code === 'staged-gone') {
        hashRestarts += 1
      } else if (code === 'hash-mismatch') {
        hashRestarts += 1
        await assertWhole(sha, sending.store)
      } else throw error
      if (hashRestarts > MOST_HASH_RESTARTS) throw error
    }
  }
}

function reasonOf({ code, detail }: Fault): string {
  return code === 'server-refused' ? String(detail['reason'] ?? '') : code
}

async function finish(sha: Sha256, { wire, store, token, signal }: BlobSending): Promise<void> {
  const path = `/v1/files/${uploadId(store.station.id, sha)}/finish`
  await insist(
    () => wire.call({ path, body: {}, token, answer: FinishAnswer, isRepeatable: true, signal }),
    signal,
  )
}

/** Connection after connection, until the server has every byte. */
async function transferWhole(sha: Sha256, sending: BlobSending): Promise<void> {
  const { store, signal } = sending
  const blob = await openBlob(sha, store)
  const progress = {
    sizeBytes: blob.sizeBytes,
    acceptedBytes: 0,
    fruitless: 0,
    restarts: 0,
    isNew: sending.isNew,
    looked: null,
  }
  try {
    for (;;) {
      const before = progress.acceptedBytes
      const outcome = await transfer(sha, blob, { ...sending, progress })
      progress.isNew = false
      if (outcome === 'complete') return
      if (signal.aborted) throw new Fault('cancelled', 'the sending was stopped')
      const hasMoved = progress.acceptedBytes > before
      progress.fruitless = hasMoved || outcome === 'again' ? 0 : progress.fruitless + 1
      progress.restarts = hasMoved || outcome === 'stalled' ? 0 : progress.restarts + 1
      if (progress.fruitless === MOST_FRUITLESS) throw new Fault('offline', `blob ${sha} stalls`)
      if (progress.restarts === MOST_RESTARTS) {
        throw new Fault('server-refused', `blob ${sha} is begun again and again`, {
          detail: { reason: 'exists' },
        })
      }
    }
  } finally {
    await blob.close()
  }
}

async function openBlob(sha: Sha256, store: SyncStore): Promise<LocalBlob> {
  try {
    return await store.openBlob(sha)
  } catch (error) {
    if (error instanceof Fault && error.code === 'damaged') await store.checkBlob(sha)
    throw error
  }
}

/** What ends one blob and no other (I20). */
export const ofBlob: readonly FaultReport['code'][] = [
  'hash-mismatch',
  'damaged',
  'server-refused',
  'not-found',
]
