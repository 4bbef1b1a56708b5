import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { recordId } from '../../domain/op.ts'
import { createVault } from '../../electron/store/vault.ts'
import { createLine } from '../../electron/sync/pinned-line.ts'
import { countedLine } from '../support/counted-line.ts'
import { depositBlobs, joinPc, type SyncPc } from '../support/sync-pc.ts'

const LOOK_MS = 100
/** A clerk writes far less; what is measured is how much of it the line takes. */
const EDIT_EVERY_MS = 33
const CASE_FILES = 10
const MOST_TRIES = 20

/** What a phase brought. */
export interface Moved {
  /** What the province acknowledged: bytes of scans whose hash it checked, or edits. */
  readonly amount: number
  readonly isWhole: boolean
  readonly seconds: number
  /** Bytes of requests that were made, with their headers; what TCP and IP added or repeated is not in it. */
  readonly sentBytes: number
}

/** A vault in a temporary folder and the shipped client around it, enrolled at a province. */
export interface LinkStation {
  /** Hands over a deposit of scans; ends when all are stored or the time is over. */
  sendScans(scans: { readonly count: number; readonly bytes: number }, seconds: number): Promise<Moved>
  /** Writes edits all the time. */
  writeEdits(seconds: number): Promise<Moved>
  close(): Promise<void>
}

export async function openLinkStation(url: string, code: string): Promise<LinkStation> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hoso-link-'))
  const indexWorker = path.join(import.meta.dirname, '../index/index-worker.mjs')
  const { vault } = await createVault(
    path.join(folder, 'kho'),
    { passphrase: randomUUID() },
    { clock: { nowMs: () => Date.now() }, createId: () => randomUUID(), scryptLogN: 2, indexWorker },
  )
  vault.setAuthor('Trần Thị Mẫu')
  const counted = countedLine(createLine({ nowMs: () => Date.now(), random: Math.random }))
  const pc = joinPc(vault, { line: counted.line })
  const { client } = pc
  const origin = `${vault.station.id}.${vault.station.incarnation}`
  const acknowledged = (): number => client.known().vector[origin] ?? 0
  await enrol(pc, url, code)

  const begin = () => ({ ms: performance.now(), sentBytes: counted.handed().bytes })
  const since = ({ ms, sentBytes }: ReturnType<typeof begin>) => ({
    seconds: (performance.now() - ms) / 1000,
    sentBytes: counted.handed().bytes - sentBytes,
  })
  return {
    sendScans: async ({ count, bytes }, seconds) => {
      await depositBlobs(
        vault,
        Array.from({ length: count }, () => randomBytes(bytes)),
      )
      const begun = begin()
      client.wake()
      for (;;) {
        await sleep(LOOK_MS)
        const { activity, unsentOps, unsentBlobs } = client.status()
        const isWhole = activity === 'idle' && unsentOps === 0 && unsentBlobs === 0
        const sofar = since(begun)
        if (!isWhole && sofar.seconds < seconds) continue
        return { amount: isWhole ? count * bytes : client.progress().sent.bytes, isWhole, ...sofar }
      }
    },
    writeEdits: async (seconds) => {
      const caseFiles = Array.from({ length: CASE_FILES }, () => recordId('case', randomUUID()))
      const before = acknowledged()
      const begun = begin()
      for (let n = 1; since(begun).seconds < seconds; n += 1) {
        const record = caseFiles[n % CASE_FILES] ?? recordId('case', randomUUID())
        await vault.append([
          { record, path: '/title', value: `Hồ sơ giải quyết chính sách, bản ghi số ${n}` },
        ])
        client.wake()
        await sleep(EDIT_EVERY_MS)
      }
      return { amount: acknowledged() - before, isWhole: true, ...since(begun) }
    },
    close: async () => {
      await client.close()
      await vault.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** On the worst line the first contact takes several tries, as a person makes them. */
async function enrol(pc: SyncPc, url: string, code: string): Promise<void> {
  for (let left = MOST_TRIES; pc.connection.value === null; left -= 1) {
    try {
      await pc.connect(url, code)
    } catch (error) {
      if (left === 1) throw error
    }
  }
}
