import { opsFiles, readBatch, readReceipts } from '../../domain/bag/bag-content.ts'
import type { BagCrypto } from '../../domain/bag/bag-ports.ts'
import { bagFault } from '../../domain/bag/bag-refusal.ts'
import { type FoundBag, findBags } from '../../domain/bag/find-bags.ts'
import { type OpenBag, openBag } from '../../domain/bag/open-bag.ts'
import { Fault, type FaultReport, reportOf } from '../../domain/fault.ts'
import { learn } from './learn.ts'
import type { BagPorts } from './ports.ts'
import { createBlobTaker } from './take-blobs.ts'

export interface ImportedBag {
  readonly name: string
  /** Why nothing of it was taken; null where it was. */
  readonly refusal: FaultReport | null
}

export interface ImportedBags {
  readonly bags: readonly ImportedBag[]
  readonly ops: number
  readonly blobs: number
  /** Deposits whose acceptance came with it. */
  readonly receipts: number
  /** Edits of this station that the province did not take, with the reason of the first; they stay here (I21). */
  readonly refusedOps: { readonly count: number; readonly code: string } | null
  /** Batches that rest on others which are not here; the next answer brings them. */
  readonly waitingBatches: number
}

export interface ImportRequest {
  /** A bag, or the folder or stick in which bags lie. */
  readonly folder: string
  readonly onProgress: (progress: {
    readonly bagsDone: number
    readonly bagsTotal: number
    readonly bytesDone: number
  }) => void
  readonly signal: { readonly aborted: boolean }
}

interface Taken {
  ops: number
  receipts: number
  waitingBatches: number
  refusedOps: ImportedBags['refusedOps']
}

/**
 * Takes the province's answers from a stick: what each bag holds is taken as if the line had brought it, and a bag that
 * is not sound changes nothing. Doing it again changes nothing more.
 * @throws Fault 'not-connected', 'not-found' where there is no bag, 'medium-lost', 'disk-full', 'cancelled'
 */
export async function importBags(ports: BagPorts, request: ImportRequest): Promise<ImportedBags> {
  const province = ports.province()
  if (province === null) {
    throw new Fault('not-connected', 'answers come from a province; none is known', {
      detail: { reason: 'bag' },
    })
  }
  const found = await findBags(ports.disk, request.folder, 'down')
  if (found.length === 0) throw bagFault('none', `no answer in ${request.folder}`)
  const crypto = ports.crypto([])
  const taken: Taken = { ops: 0, receipts: 0, waitingBatches: 0, refusedOps: null }
  const blobs = createBlobTaker(ports.store)
  const bags: ImportedBag[] = []
  const progress = { bagsDone: 0, bagsTotal: found.length, bytesDone: 0 }
  const onBytes = (bytes: number): void => {
    progress.bytesDone += bytes
    request.onProgress({ ...progress })
  }
  for (const each of found) {
    const refusal = await tryBag(async () => {
      const bag = await open(ports, each, { crypto, province, onBytes, signal: request.signal })
      await takeRecords(ports, { bag, province, taken })
      await blobs.note(bag)
    })
    bags.push({ name: each.name, refusal })
    progress.bagsDone += 1
    request.onProgress({ ...progress })
  }
  const stored = await blobs.store(request.signal)
  return { bags, ...taken, blobs: stored }
}

/** What is wrong with one bag does not stop the others; what is wrong with the stick or this PC stops them all (I20). */
async function tryBag(work: () => Promise<void>): Promise<FaultReport | null> {
  try {
    await work()
    return null
  } catch (error) {
    const ofAll: readonly FaultReport['code'][] = [
      'medium-lost',
      'disk-full',
      'read-only',
      'cancelled',
      'no-rights',
    ]
    if (!(error instanceof Fault) || ofAll.includes(error.code)) throw error
    return reportOf(error)
  }
}

type ProvinceKey = NonNullable<ReturnType<BagPorts['province']>>

function open(
  { disk }: BagPorts,
  { folder }: FoundBag,
  {
    province,
    ...rest
  }: {
    readonly crypto: BagCrypto
    readonly province: ProvinceKey
    readonly onBytes: (bytes: number) => void
    readonly signal: { readonly aborted: boolean }
  },
): Promise<OpenBag> {
  const { commune, serverKey } = province
  return openBag({
    ...rest,
    disk,
    folder,
    direction: 'down',
    commune,
    sender: async (key) => {
      if (key !== serverKey) throw bagFault('server', 'another server made it')
      return { commune }
    },
  })
}

/** Receipts are checked before the ops that rest on them are taken, as over a line. */
async function takeRecords(
  ports: BagPorts,
  { bag, province, taken }: { readonly bag: OpenBag; readonly province: ProvinceKey; readonly taken: Taken },
): Promise<void> {
  const { hello } = bag
  const known = ports.server.known()
  const fresh = await readReceipts(bag)
  const last = known.receipts.findLast(({ body }) => body.epoch === hello.epoch)?.body.seq ?? 0
  // An answer to another station of the commune begins where that one stood: ours comes with ours.
  const isOurs = (fresh[0]?.body.seq ?? 1) <= last + 1
  const rules = { ...province, epoch: hello.epoch }
  const receipts = isOurs ? ports.extendReceipts(known.receipts, fresh, rules) : known.receipts
  const accepted = receipts.slice(known.receipts.length).filter(({ body }) => body.deposit !== null)
  await takeOps(ports, { bag, province, taken })
  await learn(ports, hello, receipts)
  taken.receipts += accepted.length
  const [first] = hello.refused
  if (first !== undefined && hello.answers?.station === ports.store.station.id) {
    taken.refusedOps = { count: hello.refused.length, code: first.code }
  }
}

async function takeOps(
  { store }: BagPorts,
  { bag, province, taken }: { readonly bag: OpenBag; readonly province: ProvinceKey; readonly taken: Taken },
): Promise<void> {
  for (const name of opsFiles(bag)) {
    const batch = await readBatch(bag, name)
    try {
      if ((await store.ingest(batch, province.commune)) === 'taken') taken.ops += batch.ops.length
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'gap') throw error
      taken.waitingBatches += 1
    }
  }
}
