import http from 'node:http'
import https from 'node:https'
import { cancelled, type ScanTrouble, scanFault } from '../scan-fault.ts'

export interface EsclRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly url: URL
  readonly body?: string
  readonly mostBytes: number
  /** For the whole answer. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

export interface EsclAnswer {
  readonly status: number
  readonly location: string | undefined
  readonly retryAfter: string | undefined
  readonly body: Uint8Array
}

/** Of the head of an answer; the rest is limited by its bytes. */
const MOST_HEAD_BYTES = 16_384

/**
 * Asks a scanner once. It is a stranger's device: nothing leads away from it, and what it says has an end in bytes and in
 * time.
 * @throws Fault 'scanner'; 'cancelled' by the signal
 */
export function askScanner(request: EsclRequest): Promise<EsclAnswer> {
  const { url, method, body, signal } = request
  const { request: open } = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const state = { fault: null as Error | null }
    const fail = (error: Error): void => {
      state.fault ??= error
      call.destroy(state.fault)
      reject(state.fault)
    }
    const stop = (): void => fail(cancelled())
    const timer = setTimeout(
      () => fail(scanFault('no-answer', 'the scanner does not answer in time')),
      request.timeoutMs,
    )
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    }
    const headers =
      body === undefined ? {} : { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) }
    const call = open(url, { method, headers, agent: false, maxHeaderSize: MOST_HEAD_BYTES }, (answer) => {
      readAll(answer, request.mostBytes)
        .then((bytes) => resolve(answerOf(answer, bytes)))
        .catch(fail)
        .finally(done)
    })
    call.once('error', (error) => {
      done()
      reject(state.fault ?? lineFault(error))
    })
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    call.end(body)
  })
}

function answerOf({ statusCode = 0, headers }: http.IncomingMessage, body: Uint8Array): EsclAnswer {
  return { status: statusCode, location: headers.location, retryAfter: headers['retry-after'], body }
}

async function readAll(answer: http.IncomingMessage, mostBytes: number): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let bytes = 0
  try {
    // A stream without an encoding gives buffers.
    for await (const part of answer as AsyncIterable<Buffer>) {
      bytes += part.length
      if (bytes > mostBytes) throw scanFault('too-large', 'the scanner sends more than a page')
      parts.push(part)
    }
  } catch (error) {
    throw error instanceof Error && error.name === 'Fault' ? error : lineFault(error)
  }
  return Buffer.concat(parts)
}

const troubles: Readonly<Record<string, ScanTrouble>> = {
  HPE_HEADER_OVERFLOW: 'strange-answer',
  HPE_INVALID_CONSTANT: 'strange-answer',
  ERR_TLS_CERT_ALTNAME_INVALID: 'strange-answer',
}

function lineFault(error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return scanFault(
    troubles[code] ?? (code.startsWith('HPE_') ? 'strange-answer' : 'gone'),
    'the line to the scanner',
    error,
  )
}
