import { Metadata } from '@tus/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { type Sha256, Sha256 as Sha256Schema } from '../../domain/op.ts'
import { type FinishAnswer, limits, uploadId } from '../../domain/sync/protocol.ts'
import { ServerProblem } from '../problem.ts'
import type { BlobIndex } from '../store/blob-index.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { Station } from '../store/registry.ts'
import { type FinishUpload, readUploadId } from '../uploads/finish.ts'
import type { Staging } from '../uploads/staging.ts'
import type { StationAuth } from './station-auth.ts'
import type { TusHandler } from './tus.ts'

const FILES_PATH = '/v1/files'
const FilePath = z.object({ id: z.string() })

interface FilePorts {
  readonly auth: StationAuth
  readonly staging: Staging
  readonly tus: TusHandler
  readonly finish: FinishUpload
  readonly blobs: BlobStore
  readonly index: BlobIndex
  /** Told of each blob that was finished. */
  readonly onStored: (sizeBytes: number) => void
}

/** Blobs come by tus 1.0 into staging; `finish` makes them count. */
export function addFileRoutes(http: FastifyInstance, ports: FilePorts): void {
  const { auth, staging, finish, tus, blobs, index, onStored } = ports

  function ownUpload(request: FastifyRequest): { station: Station; id: string; sha: Sha256 } {
    const { id } = FilePath.parse(request.params)
    const named = readUploadId(id)
    const station = auth.stationOf(request)
    // Of another station's uploads this one learns nothing, not even whether they exist (SV2).
    if (named === null || named.station !== station.id) throw new ServerProblem('not-found')
    return { station, id, sha: named.sha }
  }

  /** A blob that was taken over counts as wholly sent even where its row is still to be written. */
  async function storedSize(commune: string, sha: Sha256): Promise<number | null> {
    return (await index.find(commune, sha))?.sizeBytes ?? blobs.size(commune, sha)
  }

  function handOver(id: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    reply.hijack()
    return tus(id, request.raw, reply.raw)
  }

  // tus reads the body itself, piece by piece.
  http.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => {
    done(null)
  })
  const guarded = { onRequest: auth.requireWriter }

  http.post(FILES_PATH, guarded, async (request, reply) => {
    const station = auth.stationOf(request)
    const sha = announcedSha(request)
    const sizeBytes = announcedSize(request)
    const id = uploadId(station.id, sha)
    const begun = await staging.find(id)
    const held = begun?.offset ?? (await storedSize(station.commune, sha))
    if (held !== null) throw new ServerProblem('exists', { expect: held })
    await staging.assertRoom(station.id, sizeBytes)
    await handOver(id, request, reply)
  })
  http.head(`${FILES_PATH}/:id`, guarded, async (request, reply) => {
    const { station, id, sha } = ownUpload(request)
    const size = await storedSize(station.commune, sha)
    if (size !== null) return answerStored(reply, size)
    if ((await staging.find(id)) === null) throw new ServerProblem('not-found')
    return handOver(id, request, reply)
  })
  http.patch(`${FILES_PATH}/:id`, guarded, async (request, reply) => {
    const { id } = ownUpload(request)
    if ((await staging.find(id)) === null) throw new ServerProblem('staged-gone')
    await handOver(id, request, reply)
  })
  http.post(`${FILES_PATH}/:id/finish`, guarded, async (request): Promise<z.infer<typeof FinishAnswer>> => {
    const { station, sha } = ownUpload(request)
    await finish(station, sha)
    onStored((await index.find(station.commune, sha))?.sizeBytes ?? 0)
    return { sha, isStored: true }
  })
}

/** Sent and stored: the station goes straight on to `finish`. */
function answerStored(reply: FastifyReply, sizeBytes: number): FastifyReply {
  return reply
    .headers({ 'tus-resumable': '1.0.0', 'upload-offset': sizeBytes, 'upload-length': sizeBytes })
    .status(200)
    .send()
}

/** @throws ServerProblem 'input' */
function announcedSha({ headers }: FastifyRequest): Sha256 {
  const sha = Sha256Schema.safeParse(readMetadata(String(headers['upload-metadata'] ?? ''))['sha'])
  if (!sha.success) throw new ServerProblem('input')
  return sha.data
}

function readMetadata(header: string): Record<string, string | null> {
  try {
    return Metadata.parse(header)
  } catch (error) {
    throw new ServerProblem('input', { cause: error })
  }
}

/** @throws ServerProblem 'input', 'limit' before a byte of the body is read (SV10) */
function announcedSize({ headers }: FastifyRequest): number {
  const announced = String(headers['upload-length'] ?? '')
  if (!/^\d{1,15}$/.test(announced)) throw new ServerProblem('input')
  if (Number(announced) > limits.blobBytes) throw new ServerProblem('limit')
  return Number(announced)
}
