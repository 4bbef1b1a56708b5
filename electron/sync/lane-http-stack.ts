import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client'
import type { Lane } from './ports.ts'

/** Answers to a piece of a file say all in their headers. */
const MOST_ANSWER_BYTES = 65_536

/** One request of an upload. */
export interface LaneRequest {
  readonly method: string
  readonly bytes: number
  /** How far the server is when all of them came. */
  readonly endBytes: number
  readonly send: (lane: Lane, signal: AbortSignal) => Promise<Response>
}

interface StackHooks {
  /** Runs one request; what it rejects with is what the upload ends with. */
  readonly around: (request: LaneRequest) => Promise<Response>
}

/** What tus-js-client needs of HTTP, over connections of ours. */
export function createLaneHttpStack({ around }: StackHooks): HttpStack {
  return { getName: () => 'lane', createRequest: (method, url) => createRequest(method, url) }

  function createRequest(method: string, url: string): HttpRequest {
    const headers = new Map<string, string>()
    const aborting = new AbortController()
    return {
      getMethod: () => method,
      getURL: () => url,
      setHeader: (name, value) => void headers.set(name.toLowerCase(), value),
      getHeader: (name) => headers.get(name.toLowerCase()),
      // Only an answer says that bytes arrived; the kernel takes megabytes on a dead line.
      setProgressHandler: () => undefined,
      getUnderlyingObject: () => null,
      abort: async () => aborting.abort(),
      send: async (piece: Uint8Array<ArrayBuffer> | null) => {
        const send: LaneRequest['send'] = (lane, signal) =>
          lane.fetch(new URL(url), {
            method,
            headers: Object.fromEntries(headers),
            body: piece,
            redirect: 'manual',
            signal: AbortSignal.any([signal, aborting.signal]),
          })
        const bytes = piece?.byteLength ?? 0
        const endBytes = Number(headers.get('upload-offset') ?? 0) + bytes
        const response = await around({ method, bytes, endBytes, send })
        await drain(response)
        return answerOf(response)
      },
    }
  }
}

function answerOf(response: Response): HttpResponse {
  return {
    getStatus: () => response.status,
    getHeader: (name) => response.headers.get(name) ?? undefined,
    getBody: () => '',
    getUnderlyingObject: () => response,
  }
}

/** Reads the rest, so that the connection can go on. */
async function drain(response: Response): Promise<void> {
  // The Fetch standard gives bytes; Node's type leaves it open.
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader()
  let sizeBytes = 0
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    sizeBytes += part.value.byteLength
    if (sizeBytes <= MOST_ANSWER_BYTES) continue
    await reader?.cancel()
    throw new Error('the answer to a piece is too long')
  }
}
