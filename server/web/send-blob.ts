import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Sha256 } from '../../domain/op.ts'
import { PROBLEM_TYPE, problemOf, ServerProblem } from '../problem.ts'
import type { StoredBlob } from '../store/blob-index.ts'
import type { BlobStore, ByteRange } from '../store/blob-store.ts'

export interface NamedBlob extends StoredBlob {
  readonly commune: string
  readonly sha: Sha256
}

/** Sends a stored blob or the one range of it that was asked for (RFC 9110 section 14). */
export async function sendBlob(
  blobs: BlobStore,
  blob: NamedBlob,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<Readable | FastifyReply> {
  const range = readRange(request.headers.range, blob.sizeBytes)
  void reply.header('accept-ranges', 'bytes').header('etag', `"${blob.sha}"`)
  // What a hash names never changes.
  void reply.header('cache-control', 'private, max-age=31536000, immutable')
  if (range === 'unsatisfiable') {
    void reply.status(416).type(PROBLEM_TYPE).header('content-range', `bytes */${blob.sizeBytes}`)
    return reply.send({ ...problemOf(new ServerProblem('input')), status: 416 })
  }
  void reply.type(blob.mediaType)
  if (range === null) {
    void reply.header('content-length', blob.sizeBytes)
    return blobs.read(blob.commune, blob.sha)
  }
  void reply.status(206).header('content-range', `bytes ${range.start}-${range.end}/${blob.sizeBytes}`)
  void reply.header('content-length', range.end - range.start + 1)
  return blobs.read(blob.commune, blob.sha, range)
}

/** A header that is no single range of bytes is ignored, as the RFC says. */
function readRange(header: string | undefined, sizeBytes: number): ByteRange | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return null
  if (first === '') {
    const suffixBytes = Math.min(Number(last), sizeBytes)
    return suffixBytes === 0 ? 'unsatisfiable' : { start: sizeBytes - suffixBytes, end: sizeBytes - 1 }
  }
  const start = Number(first)
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  if (start >= sizeBytes) return 'unsatisfiable'
  return end < start ? null : { start, end }
}
