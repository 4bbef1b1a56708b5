import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import * as z from 'zod'
import { chainHash, ZERO_HASH } from '../../domain/chain.ts'
import { applyOp, emptyRecord, headIds, type RecordState } from '../../domain/merge.ts'
import {
  type Edit,
  Op,
  opBody,
  type RecordId,
  type RecordKind,
  recordId,
  type Sha256,
  type Vector,
} from '../../domain/op.ts'
import {
  batchText,
  EnrolAnswer,
  enrolText,
  HelloAnswer,
  type OpBatch,
  SessionAnswer,
  SyncAnswer,
  type SyncRequest,
  sessionText,
  uploadId,
} from '../../domain/sync/protocol.ts'

const COMMUNE = 'H27.38.05'
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()

/** The lower-case hexadecimal SHA-256 that names a blob. */
export function nameOf(bytes: Uint8Array): Sha256 {
  return Buffer.from(sha256(bytes)).toString('hex')
}

export function newId(kind: RecordKind): RecordId {
  return recordId(kind, randomUUID())
}

/** A station small enough to see through: own key, own chain, the wire by hand. It shares no code with the real client. */
export interface TestStation {
  readonly id: string
  readonly publicKey: string
  token: string
  readonly commune: string
  url: string
  /** Bodies of its own ops, in order. */
  readonly bodies: string[]
  readonly origin: string
  sign(text: string): string
  hello(): Promise<HelloAnswer>
  enrol(code: string, agencyCode?: string): Promise<Response>
  openSession(): Promise<SessionAnswer>
  /** Appends ops to its own log. */
  write(...edits: readonly Edit[]): readonly Op[]
  /** Ops `from`..`to` of its own log, signed; all of it where nothing is said. */
  batch(from?: number, to?: number): OpBatch
  sync(request?: Partial<SyncRequest>): Promise<SyncAnswer>
  /** One request with the token. */
  send(path: string, init?: RequestInit): Promise<Response>
  post(path: string, body: unknown): Promise<Response>
  create(sha: Sha256, sizeBytes: number): Promise<Response>
  patch(sha: Sha256, offset: number, bytes: Uint8Array): Promise<Response>
  head(sha: Sha256): Promise<Response>
  finish(sha: Sha256): Promise<Response>
  /** Create, patch, finish. */
  upload(bytes: Uint8Array): Promise<Sha256>
  record(id: RecordId): RecordState
  take(batches: readonly OpBatch[]): void
}

const json = { 'content-type': 'application/json' }

export function createTestStation(url: string, options: { commune?: string } = {}): TestStation {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = z.object({ x: z.string() }).parse(publicKey.export({ format: 'jwk' })).x
  const id = idOf(key)
  const log = createLog(id)
  const station: TestStation = {
    id,
    publicKey: key,
    token: '',
    commune: options.commune ?? COMMUNE,
    url,
    bodies: log.bodies,
    origin: `${id}.0`,
    sign: (text) => signText(privateKey, text),
    hello: async () => HelloAnswer.parse(await (await fetch(new URL('/v1/hello', station.url))).json()),
    enrol: async (code, agencyCode = station.commune) => {
      const { challenge } = await station.hello()
      const request = { code, publicKey: key, name: 'Máy thử', agencyCode, challenge }
      return station.post('/v1/enrol', { ...request, signature: station.sign(enrolText(request)) })
    },
    openSession: async () => {
      const { challenge } = await station.hello()
      const request = { station: id, challenge }
      const signature = station.sign(sessionText(request))
      const answer = SessionAnswer.parse(
        await (await station.post('/v1/session', { ...request, signature })).json(),
      )
      station.token = answer.token
      return answer
    },
    write: (...edits) => edits.map((edit) => log.append(edit)),
    batch: (from = 1, to = log.bodies.length) => {
      const named = { s: id, i: 0, from, to, head: headOf(log.bodies, to) }
      const signature = station.sign(batchText(named, station.commune))
      return { ...named, ops: log.bodies.slice(from - 1, to), key, signature }
    },
    sync: async (request = {}) => {
      const body = { protocol: 1, epoch: '', vector: {}, push: [], receiptSeq: 0, ...request }
      const response = await station.send('/v1/sync', {
        method: 'POST',
        headers: { ...json, 'content-encoding': 'gzip' },
        body: gzipSync(JSON.stringify(body)),
      })
      return SyncAnswer.parse(await response.json())
    },
    record: (record) => log.record(record),
    take: (batches) => log.take(batches.flatMap((batch) => batch.ops)),
    ...transfers(() => station),
  }
  return station
}

type Transfers = Pick<TestStation, 'send' | 'post' | 'create' | 'patch' | 'head' | 'finish' | 'upload'>

function transfers(self: () => TestStation): Transfers {
  const send = (path: string, init: RequestInit = {}): Promise<Response> => {
    const { token, url } = self()
    const authorization: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` }
    return fetch(new URL(path, url), {
      ...init,
      headers: { ...authorization, 'tus-resumable': '1.0.0', ...toRecord(init.headers) },
    })
  }
  const fileOf = (sha: Sha256): string => `/v1/files/${uploadId(self().id, sha)}`
  const calls: Transfers = {
    send,
    post: (path, body) => send(path, { method: 'POST', headers: json, body: JSON.stringify(body) }),
    create: (sha, sizeBytes) =>
      send('/v1/files', {
        method: 'POST',
        headers: {
          'upload-length': String(sizeBytes),
          'upload-metadata': `sha ${Buffer.from(sha).toString('base64')}`,
        },
      }),
    patch: (sha, offset, bytes) =>
      send(fileOf(sha), {
        method: 'PATCH',
        headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
        body: new Uint8Array(bytes),
      }),
    head: (sha) => send(fileOf(sha), { method: 'HEAD' }),
    finish: (sha) => calls.post(`${fileOf(sha)}/finish`, {}),
    upload: async (bytes) => {
      const sha = nameOf(bytes)
      for (const step of [
        () => calls.create(sha, bytes.length),
        () => calls.patch(sha, 0, bytes),
        () => calls.finish(sha),
      ]) {
        const response = await step()
        if (!response.ok) throw new Error(`upload: ${response.status} ${await response.text()}`)
      }
      return sha
    },
  }
  return calls
}

/** Enrols with a fresh code and opens a session. */
export async function enrolStation(url: string, code: string, commune = COMMUNE): Promise<TestStation> {
  const station = createTestStation(url, { commune })
  EnrolAnswer.parse(await (await station.enrol(code)).json())
  await station.openSession()
  return station
}

function createLog(id: string) {
  const bodies: string[] = []
  const records = new Map<RecordId, RecordState>()
  const record = (of: RecordId): RecordState => records.get(of) ?? emptyRecord(of)
  const fold = (op: Op): void => {
    records.set(op.f, applyOp(record(op.f), op))
  }
  return {
    bodies,
    record,
    take: (texts: readonly string[]): void => {
      for (const text of texts) fold(Op.parse(JSON.parse(text)))
    },
    append: (edit: Edit): Op => {
      const op: Op = {
        v: 1,
        s: id,
        i: 0,
        n: bodies.length + 1,
        t: [1_767_571_200_000 + bodies.length, 0],
        f: edit.record,
        p: edit.path,
        o: [...headIds(record(edit.record), edit.path)],
        ...('value' in edit ? { val: edit.value } : { del: true }),
        by: 'thử',
        sv: 1,
      }
      bodies.push(opBody(op))
      fold(op)
      return op
    },
  }
}

/** The chain hash of op `n` of a log, from its first op on. */
export function headOf(bodies: readonly string[], n: number): string {
  const ofRecords = new Map<string, Uint8Array>()
  let ofOrigin: Uint8Array = ZERO_HASH
  for (const body of bodies.slice(0, n)) {
    // Also of what is no op: a hostile station chains what it likes.
    const { f } = z.object({ f: z.string() }).parse(JSON.parse(body))
    ofOrigin = chainHash(
      sha256,
      { ofOrigin, ofRecord: ofRecords.get(f) ?? ZERO_HASH },
      new TextEncoder().encode(body),
    )
    ofRecords.set(f, ofOrigin)
  }
  return Buffer.from(ofOrigin).toString('base64url')
}

function signText(key: KeyObject, text: string): string {
  return sign(null, Buffer.from(text), key).toString('base64url')
}

/** RFC 4648 base32 of the hash of the raw key, by arithmetic on one large number. */
function idOf(key: string): string {
  const hash = Buffer.from(sha256(Buffer.from(key, 'base64url'))).toString('hex')
  // 80 bits are sixteen characters of five.
  const first = BigInt(`0x${hash.slice(0, 20)}`)
  return first
    .toString(32)
    .padStart(16, '0')
    .replace(/./g, (digit) => 'abcdefghijklmnopqrstuvwxyz234567'.charAt(Number.parseInt(digit, 32)))
}

function toRecord(headers: RequestInit['headers']): Record<string, string> {
  return Object.fromEntries(new Headers(headers).entries())
}

/** The vector that stands for "I hold all this". */
export function vectorOf(station: TestStation): Vector {
  return { [station.origin]: station.bodies.length }
}
