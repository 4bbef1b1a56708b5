import { Fault, reportOf } from '../../domain/fault.ts'
import { type Origin, originOf, type Vector } from '../../domain/op.ts'
import type { OpBatch, SyncAnswer } from '../../domain/sync/protocol.ts'
import { type ForkSearch, furtherBack } from './fork-search.ts'
import type { SyncStore } from './ports.ts'
import type { Doubts } from './server-view.ts'

interface TakingPorts {
  readonly store: SyncStore
  readonly connection: { readonly commune: string }
  readonly doubts: Doubts
  readonly search: ForkSearch
}

const ofBatch: readonly Fault['code'][] = ['server-suspect', 'fork', 'gap', 'hash-mismatch']

/**
 * Takes the ops of an answer; one bad batch never blocks the others (I20).
 * @param sent what the server was known to hold before
 * @returns the batches that are held now
 */
export async function takePull(
  ports: TakingPorts,
  pull: readonly OpBatch[],
  sent: Vector,
): Promise<readonly OpBatch[]> {
  const { store, connection, doubts, search } = ports
  const taken: OpBatch[] = []
  const parted = new Set<Origin>()
  for (const batch of pull) {
    const origin = originOf(batch)
    // Behind what could not be taken, nothing of its origin can.
    if (parted.has(origin)) continue
    try {
      const outcome = await store.ingest(batch, connection.commune)
      taken.push(batch)
      if (outcome === 'known') search.agree(origin, batch.to)
      else search.end(origin)
    } catch (error) {
      if (!(error instanceof Fault) || !ofBatch.includes(error.code)) throw error
      parted.add(origin)
      const isOfCopy = batch.s === store.station.id && error.code === 'hash-mismatch'
      if (!(isOfCopy && lookFurther(ports, origin, { sent, error }))) doubts.suspect = reportOf(error)
    }
  }
  return taken
}

/** Under our own name and signature, but leading on from other ops than ours: a copy of this PC wrote it. */
function lookFurther(
  { store, doubts, search }: TakingPorts,
  origin: Origin,
  { sent, error }: { readonly sent: Vector; readonly error: Fault },
): boolean {
  if (search.origins().includes(origin)) {
    search.miss(origin)
    return true
  }
  const at = Math.min(sent[origin] ?? 0, (store.vector()[origin] ?? 0) - 1)
  return search.begin(origin, at, () => {
    doubts.suspect = reportOf(error)
  })
}

/** Where the server has nothing of an origin from where it was looked for, what parts is further back. */
export function missUnheard(
  search: ForkSearch,
  looked: readonly Origin[],
  { pull, hasMore }: Pick<SyncAnswer, 'pull' | 'hasMore'>,
): void {
  if (hasMore) return
  const heard = new Set(pull.map((batch) => originOf(batch)))
  for (const origin of looked) if (!heard.has(origin)) search.miss(origin)
}

/** What the copy of a PC meets that comes second: another op under the same name, or a chain that leads on from others. */
const ofCopy: readonly string[] = ['fork', 'chain']

/** Does a refusal of own ops mean that a copy of this PC wrote there? @returns whether that is looked for now */
export function looksForCopy({ store, doubts, search }: TakingPorts, push: OpBatch, code: string): boolean {
  if (push.s !== store.station.id || !ofCopy.includes(code)) return false
  const origin = originOf(push)
  const before = push.from - 1
  const onVain = () => void doubts.refused.set(origin, { code, from: push.from })
  return search.begin(origin, code === 'fork' ? before : furtherBack(before), onVain)
}
