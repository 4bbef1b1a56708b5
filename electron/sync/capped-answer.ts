import { Fault } from '../../domain/fault.ts'
import { limits } from '../../domain/sync/protocol.ts'
import { isProtocolAnswer } from './answer-fault.ts'
import { jsonDepth, MOST_DEPTH } from './json-depth.ts'

/** Longest time an answer may take from its first byte to its last. */
export const ANSWER_MS = 60_000

/**
 * Reads an answer no further than any honest one goes, counting what comes out of the packing, so that neither an endless
 * one nor one that unpacks to much fills the memory. @throws Fault 'server-suspect'
 */
export async function readAnswer(response: Response, path: string): Promise<string> {
  // The Fetch standard gives bytes; Node's type leaves it open.
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader()
  if (!isProtocolAnswer(response)) {
    await reader?.cancel()
    const type = response.headers.get('content-type') ?? 'no type'
    throw new Fault('server-suspect', `${path} answered ${type}`, { detail: { reason: 'portal', path } })
  }
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    sizeBytes += part.value.byteLength
    if (sizeBytes > limits.requestBytes) {
      await reader?.cancel()
      throw new Fault('server-suspect', `${path}: the answer is too long`, {
        detail: { reason: 'size', path },
      })
    }
    chunks.push(part.value)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  if (jsonDepth(text) > MOST_DEPTH) {
    throw new Fault('server-suspect', `${path}: the answer is too deep`, {
      detail: { reason: 'depth', path },
    })
  }
  return text
}
