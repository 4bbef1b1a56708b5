import { OP_LIMIT_BYTES, type OpId, opBody, opId, type RecordId } from '../../../domain/op.ts'
import type { Workshop } from '../files/replace-file.ts'
import type { Witness } from '../json/witness.ts'
import { type ForkTail, originOfStation, ownIncarnations, type Station } from '../keys/station.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { OpLog } from './op-log.ts'
import type { OriginPoint } from './origin-recovery.ts'
import type { OpText, StoredOp } from './segment.ts'
import { foldRecords, walkLog } from './walk-log.ts'

/** So many ops are written anew at once. */
const GROUP_OPS = 1000

/** The durable note of a fork that is being mended, beside the key of the station. */
export interface ForkNotes {
  /** What an earlier run of the program began. */
  readonly pending: readonly ForkTail[]
  /** Gives the station another incarnation and notes, in the same write, what is to be written anew under it. */
  begin(tails: readonly ForkTail[]): Promise<void>
  end(): Promise<void>
}

/**
 * What this PC wrote under names that a copy of it gave to other ops is written anew under another incarnation; the tail is
 * set aside in the quarantine, and there is room for what the copy wrote. Each step is durable before the next, and each may
 * be done again, so that a crash at any point is mended by `finish`.
 */
export interface ForkCure {
  /** @returns what was cut off: from now on those names are the copy's */
  begin(tail: ForkTail): Promise<readonly ForkTail[]>
  /** Ends what was begun; nothing may be written or taken before. @returns what was cut off, empty where nothing was */
  finish(): Promise<readonly ForkTail[]>
}

export interface ForkCureOptions {
  readonly station: Station
  readonly notes: ForkNotes
  readonly workshop: Workshop
  readonly log: OpLog
  readonly ledger: Pick<Ledger, 'replace'>
  readonly witness: Pick<Witness, 'save'>
  /** Hears, once all is done, which records have other ops now. */
  readonly onCured: (touched: readonly RecordId[]) => void
}

interface CureState {
  tails: readonly ForkTail[]
  /** Where logs end that were cut, until the records are folded from them. */
  readonly points: Map<string, OriginPoint | null>
}

export function createForkCure(options: ForkCureOptions): ForkCure {
  const { station, notes } = options
  const state: CureState = { tails: notes.pending, points: new Map() }
  return {
    begin: async (tail) => {
      const tails = [tail, ...(await followersOf(options, tail))]
      await notes.begin(tails)
      state.tails = tails
      await finish(options, state)
      return tails
    },
    finish: async () => {
      const { tails } = state
      if (tails.length > 0) await finish(options, state)
      return tails
    },
  }

  /** Ops of the incarnation written under now that replace ops of the tail: they saw ours, not those of the copy. */
  async function followersOf({ log }: ForkCureOptions, tail: ForkTail): Promise<readonly ForkTail[]> {
    const { id, incarnation } = station
    if (incarnation === tail.incarnation) return []
    for await (const { op } of walkLog(log.origin(originOfStation(station)))) {
      if (op.o.some((other) => isWithin([tail], id, other))) return [{ incarnation, from: op.n }]
    }
    return []
  }
}

async function finish(options: ForkCureOptions, state: CureState): Promise<void> {
  const { station, notes, workshop, log, ledger, witness, onCured } = options
  const touched = await writeAnew(options, state.tails)
  for (const { incarnation, from } of state.tails) {
    const origin = originOfStation({ id: station.id, incarnation })
    if ((log.origin(origin)?.n ?? 0) < from) continue
    state.points.set(origin, await log.setAside(origin, from, workshop))
  }
  // Where an earlier run cut the log, opening it told that the ledger does not fit, and folded all anew.
  if (state.points.size > 0) {
    ledger.replace({ entries: await foldRecords(log, touched), points: state.points })
    state.points.clear()
  }
  await witness.save(log.heads())
  await notes.end()
  state.tails = []
  onCured([...touched])
}

/** Writes the tails' ops again where that was not done before. @returns the records concerned */
async function writeAnew(
  { log, station }: ForkCureOptions,
  tails: readonly ForkTail[],
): Promise<ReadonlySet<RecordId>> {
  const old = await readTails({ log, station }, tails)
  const { names, touched } = await readAnew({ log, station }, tails, new Set(old.map(wasOf)))
  for (const { op } of old) touched.add(op.f)
  const due = old.filter(({ op }) => !names.has(opId(op)))
  if (due.length === 0) return touched
  const anew = await log.ensureOrigin(originOfStation(station))
  const { id: s, incarnation: i } = station
  const first = anew.n + 1
  for (const [index, { op }] of due.entries()) names.set(opId(op), opId({ s, i, n: first + index }))
  for (let at = 0; at < due.length; at += GROUP_OPS) {
    const group = due.slice(at, at + GROUP_OPS)
    await anew.append([group.map((each, index) => rename(each, { i, n: first + at + index, names }))])
  }
  return touched
}

async function readTails(
  { log, station }: Pick<ForkCureOptions, 'log' | 'station'>,
  tails: readonly ForkTail[],
): Promise<readonly StoredOp[]> {
  const found: StoredOp[] = []
  for (const { incarnation, from } of tails) {
    const own = log.origin(originOfStation({ id: station.id, incarnation }))
    for await (const each of walkLog(own, from)) found.push(each)
  }
  return found
}

/** What of the tails was written anew before: name then -> name now, and the records. */
async function readAnew(
  { log, station }: Pick<ForkCureOptions, 'log' | 'station'>,
  tails: readonly ForkTail[],
  old: ReadonlySet<string>,
): Promise<{ readonly names: Map<OpId, OpId>; readonly touched: Set<RecordId> }> {
  const names = new Map<OpId, OpId>()
  const touched = new Set<RecordId>()
  for (const incarnation of ownIncarnations(station, log.vector())) {
    const end = tails.find((tail) => tail.incarnation === incarnation)?.from
    const own = log.origin(originOfStation({ id: station.id, incarnation }))
    for await (const { op } of walkLog(own, 1, end === undefined ? undefined : end - 1)) {
      const { was } = op
      if (typeof was !== 'string') continue
      const name = was.slice(0, was.indexOf(WAS_HASH))
      if (isWithin(tails, station.id, name)) touched.add(op.f)
      if (old.has(was)) names.set(name, opId(op))
    }
  }
  return { names, touched }
}

const WAS_HASH = '#'

/** The name that an op had, with its chain hash: other copies gave the same name to other ops. */
function wasOf({ op, hash }: StoredOp): string {
  return `${opId(op)}${WAS_HASH}${hash}`
}

/** The same edit under another name: it replaces what its author saw, by the names which that has now. */
function rename(
  old: StoredOp,
  { i, n, names }: { readonly i: number; readonly n: number; readonly names: ReadonlyMap<OpId, OpId> },
): OpText {
  const renamed = { ...old.op, i, n, o: old.op.o.map((id) => names.get(id) ?? id) }
  const named = { ...renamed, was: wasOf(old) }
  const text = opBody(named)
  // At the limit of its length an op has no room to say what it was: a crash may then write it twice, which shows nowhere.
  if (Buffer.byteLength(text) > OP_LIMIT_BYTES) return { op: renamed, body: opBody(renamed) }
  return { op: named, body: text }
}

/** Does an op's name belong to a tail? */
export function isWithin(tails: readonly ForkTail[], station: string, id: OpId): boolean {
  const [s, i, n] = id.split(':')
  return (
    s === station && tails.some(({ incarnation, from }) => Number(i) === incarnation && Number(n) >= from)
  )
}
