import { setImmediate as nextTurn } from 'node:timers/promises'
import { kindOf, type RecordId, type Vector } from '../../domain/op.ts'
import type { SearchStatus } from '../../domain/search-api.ts'
import { createIndexFeed, type IndexFeed, type IndexWriter } from './index-feed.ts'
import type { Blobs, Records, Surroundings } from './ports.ts'

/** Records that can be gone through, in pieces that may be asked for over any length of time. */
export interface WalkedRecords extends Pick<Records, 'record'> {
  vector(): Vector
  readonly catalogue: {
    walk(
      kind: 'doc' | 'case',
      after: number,
      limit: number,
    ): { readonly ids: readonly RecordId[]; readonly next: number | null }
    tally(filter: { readonly kind: 'doc' }): { readonly records: number }
  }
}

interface IndexerPorts {
  readonly records: WalkedRecords
  readonly blobs: Blobs
  readonly index: IndexWriter
  readonly surroundings: Pick<Surroundings, 'onBug' | 'emit' | 'clock'>
}

/** Keeps the search index at the height of the records; what was just saved goes before what is caught up with. */
export interface Indexer {
  changed(ids: readonly RecordId[]): void
  status(): SearchStatus
  /** Resolves when everything that is known to have changed is in the index. */
  settled(): Promise<void>
  /** Leaves the rest for the next time. */
  close(): Promise<void>
}

/** Records that are gone through before what was saved meanwhile is put. */
const PUT_AT_ONCE = 200
/** The windows are told this often how far it is. */
const TELL_EVERY_MS = 500

export function createIndexer({ records, blobs, index, surroundings }: IndexerPorts): Indexer {
  const feed = createIndexFeed({ records, blobs, index })
  const queue = createQueue(feed)
  const state = { walk: null as Walk | null, isClosing: false, toldAtMs: 0 }
  let work: Promise<void> | null = null

  const tell = (isDue: boolean): void => {
    const nowMs = surroundings.clock.nowMs()
    if (!isDue && nowMs - state.toldAtMs < TELL_EVERY_MS) return
    state.toldAtMs = nowMs
    surroundings.emit({ name: 'searchChanged', payload: {} })
  }
  const step = async (walk: Walk): Promise<void> => {
    const isAtEnd = await walk.step()
    // The index may have begun anew meanwhile, and another walk with it.
    if (state.walk !== walk) return
    if (isAtEnd) state.walk = null
    tell(isAtEnd)
  }
  const run = async (): Promise<void> => {
    while (!state.isClosing) {
      const vector = records.vector()
      // What these ops changed is told before the next turn.
      await nextTurn()
      if (queue.isWaiting()) await queue.putSome()
      else if (state.walk !== null) await step(state.walk)
      else {
        await index.setCovered(vector)
        // What came while this was written found the work still under way, and woke nobody.
        if (!queue.isWaiting() && state.walk === null) return
      }
    }
  }
  const wake = (): void => {
    if (state.isClosing) return
    work ??= run()
      .catch((error: unknown) => surroundings.onBug('indexer', error))
      .finally(() => {
        work = null
      })
  }
  const beginWalk = (): void => {
    state.walk = createWalk(records, feed)
    wake()
  }
  index.onMadeAnew(beginWalk)
  if (!isCovered(index.covered, records.vector())) beginWalk()
  return {
    changed: (ids) => {
      queue.add(ids)
      wake()
    },
    status: () => state.walk?.status() ?? { kind: 'complete' },
    settled: async () => {
      while (work !== null) await work
    },
    close: async () => {
      state.isClosing = true
      await work
    },
  }
}

/** What was saved and is not in the index yet. */
function createQueue(feed: IndexFeed) {
  const waiting = new Set<RecordId>()
  const take = (kind: 'doc' | 'case'): readonly RecordId[] => {
    const ids = [...waiting].filter((id) => kindOf(id) === kind).slice(0, PUT_AT_ONCE)
    for (const id of ids) waiting.delete(id)
    return ids
  }
  return {
    isWaiting: (): boolean => waiting.size > 0,
    add: (ids: readonly RecordId[]): void => {
      for (const id of ids) if (['doc', 'case'].includes(kindOf(id))) waiting.add(id)
    },
    putSome: async (): Promise<void> => {
      await feed.caseFiles(take('case'))
      await feed.documents(take('doc'))
    },
  }
}

/** Goes once through all case files and documents, and puts those that stand in the index otherwise. */
interface Walk {
  /** One piece of it. @returns whether that was the last */
  step(): Promise<boolean>
  status(): SearchStatus
}

function createWalk({ catalogue }: WalkedRecords, feed: IndexFeed): Walk {
  const at = { kind: 'case' as 'case' | 'doc', after: 0, done: 0 }
  const { records: documentsTotal } = catalogue.tally({ kind: 'doc' })
  return {
    step: async () => {
      const { ids, next } = catalogue.walk(at.kind, at.after, PUT_AT_ONCE)
      if (at.kind === 'case') await feed.caseFiles(ids)
      else {
        await feed.documents(await feed.changed(ids))
        at.done += ids.length
      }
      const isAtEnd = next === null && at.kind === 'doc'
      if (next !== null) at.after = next
      else Object.assign(at, { kind: 'doc', after: 0 })
      return isAtEnd
    },
    status: () => ({
      kind: 'building',
      documentsDone: Math.min(at.done, documentsTotal),
      documentsTotal,
    }),
  }
}

function isCovered(covered: Vector | null, vector: Vector): boolean {
  return covered !== null && Object.entries(vector).every(([origin, n]) => (covered[origin] ?? 0) >= n)
}
