import { Fault } from '../../domain/fault.ts'
import type { RecordId } from '../../domain/op.ts'
import { type Document, documentView } from '../../domain/records/document.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { SureApi } from '../../domain/sure-api.ts'
import { acceptedAsRead, isSureAbove, MOST_AT_ONCE, sampleSize } from '../../domain/sure-documents.ts'
import { existingDocument } from './contents.ts'
import { assertDocumentOpen } from './document-handlers.ts'
import type { Records, Surroundings } from './ports.ts'

interface SurePorts {
  readonly records: Records
  readonly surroundings: Pick<Surroundings, 'createId'>
}

/** Rows that are listed before somebody accepts. */
const ROWS = 200
/** Documents that are looked at in one go. */
const STEP = 200

/** Accepting what the machine is sure of, many at once, after a look at some of them. */
export function sureHandlers({ records, surroundings }: SurePorts): Handlers<SureApi> {
  const state = { draw: null as Draw | null }
  return {
    drawSure: async ({ threshold }) => {
      const { documents, total } = sureDocuments(records, threshold)
      const sample = drawn(documents, surroundings.createId)
      state.draw = {
        threshold,
        ids: documents.map(idOf),
        sample: new Set(sample.map(({ id }) => id)),
      }
      return { total, rows: documents.slice(0, ROWS), sample: [...sample] }
    },
    acceptSure: async ({ looked, count }) => {
      const { draw } = state
      if (draw === null || draw.ids.length !== count) throw stale('there is no such draw')
      const seen = new Set<string>(looked)
      if ([...draw.sample].some((id) => !seen.has(id)))
        throw new Fault('conflict', 'the sample was not looked at', { detail: { reason: 'sample' } })
      const edits = draw.ids.flatMap((id) => {
        const document = existingDocument(records, id)
        if (document.isAccepted || !isSureAbove(document, draw.threshold))
          throw stale(`${id} changed since it was drawn`)
        assertDocumentOpen(records, document)
        return acceptedAsRead(document)
      })
      state.draw = null
      await records.append(edits, { undo: 'accept-documents' })
      return { accepted: draw.ids.length }
    },
  }
}

/** What was told to a person, and what they have to look at. */
interface Draw {
  readonly threshold: number
  readonly ids: readonly RecordId[]
  readonly sample: ReadonlySet<string>
}

function stale(message: string): Fault {
  return new Fault('conflict', message, { detail: { reason: 'changed' } })
}

/** A view's id came from a record, so it is a record id. */
function idOf({ id }: Document): RecordId {
  return id as RecordId
}

/** From the end of the queue, where the least doubtful stand, up to the first that is in doubt. */
function sureDocuments(
  { catalogue, record }: Records,
  threshold: number,
): { readonly documents: readonly Document[]; readonly total: number } {
  const filter = { kind: 'doc', stages: ['to-review'] } as const
  const sure: Document[] = []
  for (let end = catalogue.count(filter); end > 0; end -= STEP) {
    const offset = Math.max(0, end - STEP)
    const views = catalogue
      .ids({ ...filter, order: 'doubt', offset, limit: end - offset })
      .map((id) => documentView(record(id)))
    // Sorted by all doubts alike: where none of a whole step is free of doubt, no earlier one is.
    if (!views.some((view) => isSureAbove(view, 0))) break
    sure.unshift(...views.filter((view) => isSureAbove(view, threshold)))
  }
  return { documents: sure.slice(0, MOST_AT_ONCE), total: sure.length }
}

/** So many at random, in the order of the list. */
function drawn(documents: readonly Document[], createId: () => string): readonly Document[] {
  const lots = documents.map((document) => ({ document, lot: createId() }))
  const picked = new Set(
    lots
      .toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
      .slice(0, sampleSize(documents.length))
      .map(({ document }) => document.id),
  )
  return documents.filter(({ id }) => picked.has(id))
}
