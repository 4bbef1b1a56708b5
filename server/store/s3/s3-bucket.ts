import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { AwsV4Signer } from 'aws4fetch'
import { Agent, type Dispatcher, request } from 'undici'
import type { Sha256 } from '../../../domain/op.ts'
import type { ByteRange } from '../blob-store.ts'

const CONNECT_MS = 5000
/** From the last byte sent to the answer, and between bytes of an answer. */
const SILENCE_MS = 30_000
/** How many connections; each PUT and each GET that is being read has one. */
const CONNECTIONS = 32
/** SHA-256 of nothing. */
const EMPTY_SHA = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

export interface S3Settings {
  /** Such as `https://s3.example.vn`; the bucket follows as the first part of the path. */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** A file on this machine whose hash was checked. */
export interface CheckedFile {
  readonly file: string
  readonly sha: Sha256
  readonly sizeBytes: number
}

/** The four requests to S3 that are needed; each throws where S3 cannot be reached or answers something else. */
export interface S3Bucket {
  /** One request under the hash of the bytes themselves, so that S3 refuses what arrives otherwise. */
  put(key: string, checked: CheckedFile): Promise<void>
  /** The size in bytes, or null where there is none. */
  head(key: string): Promise<number | null>
  /** Null where there is none. */
  get(key: string, range?: ByteRange): Promise<Readable | null>
  /** @throws where the bucket cannot be used */
  reach(): Promise<void>
  close(): Promise<void>
}

interface Sent {
  readonly method: 'GET' | 'HEAD' | 'PUT'
  readonly key: string
  readonly headers?: Readonly<Record<string, string>>
  readonly sha?: Sha256
  readonly body?: Readable
}

export function openS3Bucket(settings: S3Settings): S3Bucket {
  const agent = new Agent({
    connections: CONNECTIONS,
    connect: { timeout: CONNECT_MS },
    headersTimeout: SILENCE_MS,
    bodyTimeout: SILENCE_MS,
  })
  const send = createSender(settings, agent)

  return {
    put: async (key, { file, sha, sizeBytes }) => {
      const headers = { 'content-length': String(sizeBytes), 'content-type': 'application/octet-stream' }
      const answer = await send({ method: 'PUT', key, headers, sha, body: createReadStream(file) })
      await answer.body.dump()
      if (answer.statusCode !== 200) throw unexpected('PUT', answer.statusCode)
    },
    head: async (key) => {
      const answer = await send({ method: 'HEAD', key })
      await answer.body.dump()
      if (answer.statusCode === 404) return null
      const size = Number(answer.headers['content-length'])
      if (answer.statusCode !== 200 || !Number.isSafeInteger(size))
        throw unexpected('HEAD', answer.statusCode)
      return size
    },
    get: async (key, range) => {
      const headers = range === undefined ? {} : { range: `bytes=${range.start}-${range.end}` }
      const answer = await send({ method: 'GET', key, headers })
      if (answer.statusCode === (range === undefined ? 200 : 206)) return answer.body
      await answer.body.dump()
      if (answer.statusCode === 404) return null
      throw unexpected('GET', answer.statusCode)
    },
    reach: async () => {
      const answer = await send({ method: 'HEAD', key: '' })
      await answer.body.dump()
      if (answer.statusCode !== 200) throw unexpected('HEAD', answer.statusCode)
    },
    close: () => agent.close(),
  }
}

function createSender(settings: S3Settings, dispatcher: Dispatcher) {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = settings
  // Of the key that each day's signatures are made with.
  const cache = new Map<string, ArrayBuffer>()
  return async ({ method, key, headers = {}, sha = EMPTY_SHA, body }: Sent) => {
    const signer = new AwsV4Signer({
      method,
      url: `${endpoint.replace(/\/+$/, '')}/${bucket}/${key}`,
      headers: { ...headers, 'x-amz-content-sha256': sha },
      accessKeyId,
      secretAccessKey,
      service: 's3',
      region,
      cache,
    })
    const signed = await signer.sign()
    try {
      return await request(signed.url, {
        method,
        headers: Object.fromEntries(signed.headers),
        body: body ?? null,
        dispatcher,
      })
    } catch (error) {
      body?.destroy()
      throw error
    }
  }
}

function unexpected(method: string, status: number): Error {
  return new Error(`S3 answered ${method} with ${status}`)
}
