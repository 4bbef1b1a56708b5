import * as tus from 'tus-js-client'
import { type FileSource, Upload } from 'tus-js-client'
import { Fault } from '../../domain/fault.ts'
import type { Sha256 } from '../../domain/op.ts'
import { uploadId } from '../../domain/sync/protocol.ts'
import { answerFault, lineFault } from './answer-fault.ts'
import { watched } from './blob-watch.ts'
import { chunkBytes } from './chunk-size.ts'
import { createLaneHttpStack } from './lane-http-stack.ts'
import type { LinePace } from './line-pace.ts'
import type { Line, LocalBlob, SyncStore } from './ports.ts'
import type { Wire } from './wire.ts'

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
  /** Do only a few travel, and nothing is left to go beside them? */
  readonly isLast: () => boolean
  /** Resolves when the next piece may go. */
  readonly turn: (signal: AbortSignal) => Promise<void>
  /** Hears of each acknowledged piece and of how much the server has by then. */
  readonly onSent: (bytes: number, acceptedBytes: number) => void
}

/** What a transfer ended with, where it may be taken up again. */
type Outcome = 'complete' | 'stalled' | 'again'

export interface Transfer extends BlobSending {
  readonly progress: {
    readonly sizeBytes: number
    acceptedBytes: number
    fruitless: number
    isNew: boolean
    /** How far the server is, where that was asked already. */
    looked: Response | null
  }
}

/** One tus upload over one connection, until it is whole or the connection is dead. */
export function transfer(sha: Sha256, blob: LocalBlob, sending: Transfer): Promise<Outcome> {
  const { progress } = sending
  const endpoint = new URL('/v1/files', sending.url).href
  const url = `${endpoint}/${uploadId(sending.store.station.id, sha)}`
  return new Promise((resolve, reject) => {
    let heldBytes: number | null = null
    const fail = (error: Error): void => {
      outcomeOf(error, sha, sending).then(resolve, reject)
    }
    const upload = new Upload(Buffer.alloc(0), {
      endpoint,
      // Without it tus-js-client begins an upload, with it it asks first how far the server is.
      uploadUrl: progress.isNew ? null : url,
      uploadDataDuringCreation: true,
      fileReader: { openFile: () => Promise.resolve(fileSource(blob)) },
      httpStack: createLaneHttpStack({ around: (request) => watched(request, url, sending) }),
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

/** @throws Fault 'damaged' */
export async function assertWhole(sha: Sha256, store: SyncStore): Promise<void> {
  if (await store.checkBlob(sha)) return
  throw new Fault('damaged', `blob ${sha} was altered on the disk`, { detail: { part: 'blob', sha } })
}
