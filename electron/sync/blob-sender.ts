import * as tus from 'tus-js-client'
import { type FileSource, Upload } from 'tus-js-client'
import { Fault, type FaultReport } from '../../domain/fault.ts'
import type { Sha256 } from '../../domain/op.ts'
import { FinishAnswer, uploadId } from '../../domain/sync/protocol.ts'
import { answerFault, lineFault } from './answer-fault.ts'
import { chunkBytes, SMALLEST_CHUNK_BYTES, stallMs } from './chunk-size.ts'
import { insist } from './insist.ts'
import { createLaneHttpStack } from './lane-http-stack.ts'
import { type LinePace, noteExchange, noteLoss, predictedMs } from './line-pace.ts'
import type { Line, LocalBlob, SyncStore } from './ports.ts'
import type { Wire } from './wire.ts'

/** Connections in a row that bring no byte, after which the blob waits for the next exchange. */
const MOST_FRUITLESS = 3
/** Times in a row that the server has another idea of an upload than this side. */
const MOST_RESTARTS = 4
/** Times a blob that is whole here is sent anew because the server found another hash. */
const MOST_HASH_RESTARTS = 3

export interface BlobSending {
  /** The server has nothing of it, as far as is known: its first piece goes along with the question. */
  readonly isNew: boolean
  readonly wire: Wire
  readonly url: string
  readonly token: string
  readonly store: SyncStore
  readonly line: Line
  readonly signal: AbortSignal
  /** How fast connections were, and when one was lost last; shared by all that send beside each other. */
  readonly pace: { value: LinePace; lostAtMs: number }
  /** Most bytes a second over all connections; null for all of the line. */
  readonly mostPerSecond: () => number | null
  /** Resolves when the next piece may go. */
  readonly turn: (signal: AbortSignal) => Promise<void>
  /** Hears of each acknowledged piece and of how much the server has by then. */
  readonly onSent: (bytes: number, acceptedBytes: number) => void
}

/** What a transfer ended with, where it may be taken up again. */
type Outcome = 'complete' | 'stalled' | 'again'

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

/** @throws Fault 'damaged' */
async function assertWhole(sha: Sha256, store: SyncStore): Promise<void> {
  if (await store.checkBlob(sha)) return
  throw new Fault('damaged', `blob ${sha} was altered on the disk`, { detail: { part: 'blob', sha } })
}

async function finish(sha: Sha256, { wire, store, token, signal }: BlobSending): Promise<void> {
  const path = `/v1/files/${uploadId(store.station.id, sha)}/finish`
  await insist(() => wire.call({ path, body: {}, token, answer: FinishAnswer, signal }), signal)
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

interface Transfer extends BlobSending {
  readonly progress: { readonly sizeBytes: number; acceptedBytes: number; fruitless: number; isNew: boolean }
}

/** One tus upload over one connection, until it is whole or the connection is dead. */
function transfer(sha: Sha256, blob: LocalBlob, sending: Transfer): Promise<Outcome> {
  const { progress, wire } = sending
  const endpoint = new URL('/v1/files', sending.url).href
  return new Promise((resolve, reject) => {
    let heldBytes: number | null = null
    const fail = (error: Error): void => {
      outcomeOf(error, sha, sending).then(resolve, reject)
    }
    const upload = new Upload(Buffer.alloc(0), {
      endpoint,
      // Without it tus-js-client begins an upload, with it it asks first how far the server is.
      uploadUrl: progress.isNew ? null : `${endpoint}/${uploadId(sending.store.station.id, sha)}`,
      uploadDataDuringCreation: true,
      fileReader: { openFile: () => Promise.resolve(fileSource(blob)) },
      httpStack: createLaneHttpStack(wire.lane(), { around: (bytes, send) => watched(bytes, send, sending) }),
      headers: { authorization: `Bearer ${sending.token}` },
      metadata: { sha },
      chunkSize: nextChunk(sending),
      retryDelays: null,
      storeFingerprintForResuming: false,
      onChunkComplete: (chunk, accepted) => {
        // A server that acknowledges nothing, or goes back, would have the same bytes sent for ever.
        const isForward = chunk > 0 && accepted > (heldBytes ?? 0) && accepted <= blob.sizeBytes
        heldBytes = accepted
        if (!isForward) {
          void upload.abort()
          reject(
            new Fault('server-suspect', `blob ${sha}: offset ${accepted}`, { detail: { reason: 'offset' } }),
          )
          return
        }
        progress.acceptedBytes = Math.max(progress.acceptedBytes, accepted)
        sending.onSent(chunk, accepted)
        upload.options.chunkSize = nextChunk(sending)
      },
      onSuccess: () => resolve('complete'),
      onError: fail,
    })
    upload.start()
  })
}

function nextChunk({ pace, mostPerSecond }: BlobSending): number {
  return chunkBytes(pace.value.bytesPerSecond, mostPerSecond())
}

/**
 * One request of an upload under our own watch: tus-js-client waits for ever on a connection that a modem has forgotten
 * (tus-js-client issues 773 and 906), and a socket's progress only says that the kernel took the bytes.
 */
async function watched(
  bytes: number,
  send: (signal: AbortSignal) => Promise<Response>,
  { line, pace, progress, signal, turn, wire }: Transfer,
): Promise<Response> {
  if (bytes > 0) await turn(signal)
  const lost = new AbortController()
  // The smallest is waited for least: what of it came counts all the same.
  const predicted = bytes > SMALLEST_CHUNK_BYTES ? predictedMs(pace.value, bytes) : 0
  const patience = stallMs(predicted, progress.fruitless)
  const disarm = line.after(patience, () => lost.abort())
  const began = line.nowMs()
  try {
    const response = await send(AbortSignal.any([signal, lost.signal]))
    pace.value = noteExchange(pace.value, { bytes, tookMs: line.nowMs() - began })
    noteHeld(progress, response)
    return response
  } catch (error) {
    // What cuts the line cuts all connections of it at once, and is one loss.
    if (lost.signal.aborted && began > pace.lostAtMs) {
      Object.assign(pace, { value: noteLoss(pace.value), lostAtMs: line.nowMs() })
    }
    wire.close()
    throw error
  } finally {
    disarm()
  }
}

/** What came of a piece whose answer was lost counts as brought on: the connection was a slow one and not a dead one. */
function noteHeld(progress: Transfer['progress'], response: Response): void {
  const held = Number(response.headers.get('upload-offset') ?? 0)
  if (response.ok && held <= progress.sizeBytes)
    progress.acceptedBytes = Math.max(progress.acceptedBytes, held)
}

function fileSource(blob: LocalBlob): FileSource {
  return {
    size: blob.sizeBytes,
    slice: async (start, end) => {
      const bytes = await blob.read(start, Math.min(end, blob.sizeBytes) - start)
      // tus-js-client asks every piece for its `size`, which a Buffer does not have.
      return { value: Object.assign(Buffer.from(bytes), { size: bytes.length }), done: end >= blob.sizeBytes }
    },
    close: () => undefined,
  }
}

/** Answers after which both sides look again where they are: HEAD, and a new creation where nothing is there. */
const lookAgain: readonly number[] = [404, 409, 410, 423]

async function outcomeOf(
  error: Error,
  sha: Sha256,
  { store, signal, url, line }: Transfer,
): Promise<Outcome> {
  if (signal.aborted) throw new Fault('cancelled', 'the sending was stopped', { cause: error })
  const detailed = error instanceof tus.DetailedError ? error : null
  const cause = detailed?.causingError ?? error
  if (cause instanceof Fault) {
    if (cause.code === 'damaged') await assertWhole(sha, store)
    throw cause
  }
  // The stack hands the answer on as what lies under it.
  const response = detailed?.originalResponse?.getUnderlyingObject() as Response | undefined
  return response === undefined ? brokenLine(cause, url) : outcomeOfAnswer(response, sha, line.nowMs())
}

function outcomeOfAnswer(response: Response, sha: Sha256, nowMs: number): Outcome {
  const { status } = response
  if (lookAgain.includes(status)) return 'again'
  if (status === 401) throw new Fault('unauthorised', 'the token expired')
  if (status === 429 || status === 503) throw answerFault(response, null, nowMs)
  if (status >= 500 && status !== 507) return 'stalled'
  throw new Fault('server-refused', `blob ${sha}: status ${status}`, { detail: { reason: status } })
}

function brokenLine(error: unknown, url: string): Outcome {
  const fault = lineFault(error, new URL(url).host)
  if (fault.code !== 'offline') throw fault
  return 'stalled'
}

/** What ends one blob and no other (I20). */
export const ofBlob: readonly FaultReport['code'][] = [
  'hash-mismatch',
  'damaged',
  'server-refused',
  'not-found',
]
