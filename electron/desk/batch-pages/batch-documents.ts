import { comparePlaces, filesOf, placeInBatch } from '../../../domain/batch-pages.ts'
import { ABSENT, documentStages } from '../../../domain/catalogue.ts'
import type { RecordState } from '../../../domain/merge.ts'
import type { RecordId } from '../../../domain/op.ts'
import { batchView } from '../../../domain/records/batch.ts'
import { documentView } from '../../../domain/records/document.ts'
import type { Records } from '../ports.ts'

/** More documents than any batch has. */
const ALL_OF_A_BATCH = 1_000_000

/** The documents of a batch with how many pages each shows, so that the parts of a scan stand beside each other. */
export type BatchDocuments = (batch: RecordId) => readonly { readonly id: RecordId; readonly pages: number }[]

export function createBatchDocuments({ catalogue, record }: Records): BatchDocuments {
  // A record stays the same object until it changes.
  const places = new WeakMap<RecordState, readonly [number, number]>()
  return (batch) => {
    const rows = catalogue.sizes({ kind: 'doc', batch, order: 'arrival', limit: ALL_OF_A_BATCH })
    const files = filesOf(batchView(record(batch)))
    const placed = rows.map((row) => {
      const state = record(row.id)
      const place = places.get(state) ?? placeInBatch(documentView(state), files)
      // What the place is counted by may still come: a file is named by its batch when it was taken whole.
      if (place[0] < files.size) places.set(state, place)
      return { row, place }
    })
    return placed.toSorted((a, b) => comparePlaces(a.place, b.place)).map(({ row }) => row)
  }
}

/** Every document of a batch, those that show no page among them. */
export function allOfBatch({ catalogue }: Records, batch: RecordId): readonly RecordId[] {
  const stages = [...documentStages.filter((stage) => stage !== 'isolated' && stage !== 'removed'), ABSENT]
  return catalogue.ids({ kind: 'doc', batch, stages, order: 'arrival', limit: ALL_OF_A_BATCH })
}
