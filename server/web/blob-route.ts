import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { Sha256 } from '../../domain/op.ts'
import { ServerProblem } from '../problem.ts'
import type { BlobIndex } from '../store/blob-index.ts'
import type { BlobStore } from '../store/blob-store.ts'
import { parseBody } from './parse-body.ts'
import { sendBlob } from './send-blob.ts'
import type { StationAuth } from './station-auth.ts'

export const BlobPath = z.object({ sha: Sha256 })

interface BlobPorts {
  readonly auth: StationAuth
  readonly blobs: BlobStore
  readonly index: BlobIndex
}

/** A station fetches what its own commune has sent (I15); of other communes' blobs it learns nothing (SV2). */
export function addBlobRoute(http: FastifyInstance, { auth, blobs, index }: BlobPorts): void {
  http.get('/v1/blobs/:sha', { onRequest: auth.require }, async (request, reply) => {
    const { sha } = parseBody(BlobPath, request.params)
    const { commune } = auth.stationOf(request)
    const stored = await index.find(commune, sha)
    if (stored === null) throw new ServerProblem('not-found')
    return sendBlob(blobs, { ...stored, commune, sha }, { request, reply })
  })
}
