import { randomBytes, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { Client } from 'undici'
import { type Op, opBody, recordId, type Vector } from '../../domain/op.ts'
import { batchText, SyncAnswer, uploadId } from '../../domain/sync/protocol.ts'
import { createSigningKey, type SigningKey, sha256Hex } from '../../server/identity/keys.ts'
import { type ChainTip, extendChain } from '../../server/store/chain-walk.ts'
import type { Registry } from '../../server/store/registry.ts'

const COMMUNES = 69
const BATCH_OPS = 50
const RECORDS = 5
const PIECE_BYTES = 262_144
const START_MS = 1_767_571_200_000
const pack = promisify(gzip)

/** A station that is enrolled, with its token. */
export interface LoadStation {
  readonly key: SigningKey
  readonly commune: string
  readonly token: string
}

/** Communes and stations as enrolment would have made them; so many enrolments at once are refused by the server. */
export async function enrolStations(registry: Registry, count: number): Promise<readonly LoadStation[]> {
  const communes = Array.from({ length: Math.min(COMMUNES, count) }, (_, index) => `H99.${index + 1}`)
  for (const code of communes) await registry.addCommune(code, `Xã ${code}`)
  const stations: LoadStation[] = []
  for (let index = 0; index < count; index += 1) {
    const commune = communes[index % communes.length] ?? ''
    const key = createSigningKey()
    const { code } = await registry.createEnrolmentCode(commune)
    await registry.enrol({
      id: key.stationId,
      key: key.publicKey,
      name: 'Máy đo',
      code,
      agencyCode: commune,
    })
    stations.push({ key, commune, token: (await registry.createToken(key.stationId)).token })
  }
  return stations
}

/** What one station did in a phase. */
export interface Done {
  /** Ops acknowledged, or bytes of blobs finished. */
  amount: number
  readonly tookMs: number[]
}

interface Phase {
  readonly url: string
  readonly untilMs: number
}

/** Signed batches of fifty edits, pushed one after another as fast as they are acknowledged. */
export async function pushOps(station: LoadStation, { url, untilMs }: Phase): Promise<Done> {
  const client = new Client(url)
  const next = createBatches(station)
  const done: Done = { amount: 0, tookMs: [] }
  let vector: Vector = {}
  while (Date.now() < untilMs) {
    const batch = next()
    const request = { protocol: 1, epoch: '', vector, push: [batch], receiptSeq: 0, wantedMost: 0 }
    const body = await pack(JSON.stringify(request))
    const startedMs = performance.now()
    const answer = await client.request({
      method: 'POST',
      path: '/v1/sync',
      headers: {
        authorization: `Bearer ${station.token}`,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      },
      body,
    })
    const text = await answer.body.text()
    if (answer.statusCode !== 200) throw new Error(`sync: ${answer.statusCode} ${text}`)
    const { refused, pull, hasMore, vector: held } = SyncAnswer.parse(JSON.parse(text))
    if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`)
    done.tookMs.push(performance.now() - startedMs)
    done.amount += batch.ops.length
    // What was pulled is held from now on, as a station holds it.
    const taken = Object.fromEntries(pull.map(({ s, i, to }) => [`${s}.${i}`, to]))
    vector = hasMore ? { ...vector, ...taken } : held
  }
  await client.close()
  return done
}

function createBatches({ key, commune }: LoadStation) {
  const records = Array.from({ length: RECORDS }, () => recordId('doc', randomUUID()))
  let tip: ChainTip = { n: 0, ofOrigin: null, ofRecords: new Map() }
  return () => {
    const from = tip.n + 1
    const ops = Array.from({ length: BATCH_OPS }, (_, index) => anOp(key.stationId, from + index, records))
    const bodies = ops.map(opBody)
    tip = extendChain(
      tip,
      ops.map(({ f: record }, index) => ({ record, body: bodies[index] ?? '' })),
    )
    const named = { s: key.stationId, i: 0, from, to: tip.n, head: tip.ofOrigin ?? '' }
    return { ...named, ops: bodies, key: key.publicKey, signature: key.sign(batchText(named, commune)) }
  }
}

/** An edit as a clerk makes it: a field of one of the documents at hand, over the value that was there. */
function anOp(s: string, n: number, records: readonly string[]): Op {
  const cells = RECORDS * 8
  const before = n > cells ? [`${s}:0:${n - cells}`] : []
  return {
    v: 1,
    s,
    i: 0,
    n,
    t: [START_MS + n, 0],
    f: records[n % RECORDS] ?? '',
    p: `/field/${Math.floor(n / RECORDS) % 8}`,
    o: before,
    val: `Quyết định số ${n} về việc giao đất cho hộ gia đình`,
    by: 'cán bộ văn thư',
    sv: 1,
  }
}

/** Scans of one megabyte by tus, each finished before the next. */
export async function sendBlobs(
  { key, token }: LoadStation,
  { url, untilMs, blobBytes }: Phase & { readonly blobBytes: number },
): Promise<Done> {
  const client = new Client(url)
  const common = { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0' }
  const done: Done = { amount: 0, tookMs: [] }
  const send = async (method: 'POST' | 'PATCH', path: string, rest: Sent): Promise<void> => {
    const { body, headers } = rest
    const answer = await client.request({ method, path, headers: { ...common, ...headers }, body })
    const text = await answer.body.text()
    if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${text}`)
  }
  while (Date.now() < untilMs) {
    const bytes = randomBytes(blobBytes)
    const sha = sha256Hex(bytes)
    const file = `/v1/files/${uploadId(key.stationId, sha)}`
    const metadata = `sha ${Buffer.from(sha).toString('base64')}`
    const startedMs = performance.now()
    await send('POST', '/v1/files', {
      headers: { 'upload-length': String(blobBytes), 'upload-metadata': metadata },
      body: null,
    })
    for (let offset = 0; offset < blobBytes; offset += PIECE_BYTES) {
      await send('PATCH', file, {
        headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
        body: bytes.subarray(offset, offset + PIECE_BYTES),
      })
    }
    await send('POST', `${file}/finish`, { headers: { 'content-type': 'application/json' }, body: '{}' })
    done.tookMs.push(performance.now() - startedMs)
    done.amount += blobBytes
  }
  await client.close()
  return done
}

interface Sent {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | null
}
