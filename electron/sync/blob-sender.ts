import { Agent } from 'node:http'
import * as tus from 'tus-js-client'
import { type FileSource, Upload } from 'tus-js-client'
import { Fault } from '../../domain/fault.ts'
import type { Sha256 } from '../../domain/op.ts'
import { FinishAnswer, uploadId } from '../../domain/sync/protocol.ts'
import type { Line, LocalBlob, SyncStore } from './ports.ts'
import type { Wire } from './wire.ts'

/** Bytes of one PATCH: small enough that a cut line loses little. */
const CHUNK_BYTES = 262_144
/** Without one acknowledged chunk in this time the connection is dead, whatever the socket says. */
const STALL_MS = 15_000
/** Times one blob is taken up again in one exchange before it waits for the next. */
const MAX_ATTEMPTS = 5

export interface BlobSending {
  readonly wire: Wire
  readonly url: string
  readonly token: string
  readonly store: SyncStore
  readonly line: Line
  readonly signal: AbortSignal
  readonly onSent: (bytes: number) => void
}

/** Sends one blob, going on where the server has it, until its hash was checked there (SY3, SY4, SY7). */
export async function sendBlob(sha: Sha256, sending: BlobSending): Promise<void> {
  const blob = await sending.store.openBlob(sha)
  try {
    for (let attempt = 1; ; attempt++) {
      const outcome = await transfer(sha, blob, sending)
      if (outcome === 'complete') break
      if (sending.signal.aborted) throw new Fault('cancelled', 'the exchange was cancelled')
      if (attempt === MAX_ATTEMPTS) throw new Fault('offline', `blob ${sha} stalled ${attempt} times`)
    }
    const id = uploadId(sending.store.station.id, sha)
    await sending.wire({
      path: `/v1/files/${id}/finish`,
      body: {},
      token: sending.token,
      answer: FinishAnswer,
      signal: sending.signal,
    })
  } finally {
    await blob.close()
  }
}

/**
 * One tus upload with a watchdog of our own: tus-js-client waits for ever on a connection that a modem has forgotten
 * (tus-js-client issues 773 and 906), and a socket's progress only says that the kernel took the bytes.
 */
function transfer(sha: Sha256, blob: LocalBlob, sending: BlobSending): Promise<'complete' | 'stalled'> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const endpoint = new URL('/v1/files', sending.url).href
  return new Promise((resolve, reject) => {
    let sentBytes = 0
    const finish = (settle: () => void): void => {
      disarm()
      sending.signal.removeEventListener('abort', stop)
      agent.destroy()
      settle()
    }
    const abandon = (): void => {
      void upload.abort().finally(() => finish(() => resolve('stalled')))
    }
    const stop = (): void => abandon()
    let disarm = sending.line.after(STALL_MS, abandon)
    const upload = new Upload(Buffer.alloc(0), {
      endpoint,
      uploadUrl: `${endpoint}/${uploadId(sending.store.station.id, sha)}`,
      fileReader: { openFile: () => Promise.resolve(fileSource(blob)) },
      httpStack: new tus.DefaultHttpStack({ agent }),
      headers: { authorization: `Bearer ${sending.token}` },
      metadata: { sha },
      chunkSize: CHUNK_BYTES,
      retryDelays: null,
      storeFingerprintForResuming: false,
      onChunkComplete: (_chunk, accepted) => {
        sending.onSent(accepted - sentBytes)
        sentBytes = accepted
        disarm()
        disarm = sending.line.after(STALL_MS, abandon)
      },
      onSuccess: () => finish(() => resolve('complete')),
      onError: (error) => finish(() => reject(uploadFault(error, sha))),
    })
    sending.signal.addEventListener('abort', stop, { once: true })
    upload.start()
  })
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

function uploadFault(error: Error, sha: Sha256): Fault {
  const status = error instanceof tus.DetailedError ? error.originalResponse?.getStatus() : undefined
  if (status === undefined) return new Fault('offline', `blob ${sha} broke off`, { cause: error })
  if (status === 401) return new Fault('unauthorised', 'the token expired', { cause: error })
  return new Fault('server-refused', `blob ${sha}: status ${status}`, {
    cause: error,
    detail: { reason: status },
  })
}
