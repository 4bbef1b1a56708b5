import { orderEdits } from '../../../domain/batch-pages.ts'
import type { BatchPagesApi, PageRef } from '../../../domain/batch-pages-api.ts'
import { Fault } from '../../../domain/fault.ts'
import type { RecordState } from '../../../domain/merge.ts'
import type { Edit, RecordId } from '../../../domain/op.ts'
import { binEdits, insertEdits, restoreEdits } from '../../../domain/page-edits.ts'
import { type Document, documentView } from '../../../domain/records/document.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { createPageChanger, type PageChangePorts } from '../assemble/page-change.ts'
import { clearedEdits, turnEdit } from '../assemble/page-handlers.ts'
import { withEdits } from '../assemble/with-edits.ts'
import { assertDocumentOpen } from '../document-handlers.ts'
import type { Records } from '../ports.ts'

type LayApi = Pick<BatchPagesApi, 'layPages' | 'turnPages' | 'putAwayPages' | 'bringBackPages'>

/** Pages of several documents that are laid elsewhere, turned, put away and brought back, each in one step. */
export function layHandlers(ports: PageChangePorts): Handlers<LayApi> {
  const { records } = ports
  const change = createPageChanger(ports)
  return {
    layPages: async ({ pages, to, after }) => {
      const sources = byDocument(pages)
      const documents = [...new Set([to, ...sources.keys()])]
      await change(documents, () => {
        const isOwn = sources.size === 1 && sources.has(to)
        const undo = isOwn ? 'lay-pages' : 'insert-pages'
        return { edits: laid(records, sources, { to, after }), of: documents, undo }
      })
      return null
    },
    turnPages: async ({ pages, by }) => {
      const edits = [...byDocument(pages)].flatMap(([id, ids]) => {
        const document = openDocument(records, records.record(id))
        return ids.map((page) => turnEdit(document, page, by))
      })
      await records.append(edits, { undo: 'turn-page' })
      return null
    },
    putAwayPages: async ({ pages }) => {
      const sources = byDocument(pages)
      await change([...sources.keys()], () => {
        const edits = [...sources].flatMap(([id, ids]) => {
          const document = openDocument(records, records.record(id))
          // A sheet that is none of any document may go; a document of a case file stays with a page at least.
          return binEdits(document, ids, document.caseFile === null)
        })
        return { edits, of: [...sources.keys()], undo: 'bin-pages' }
      })
      return null
    },
    bringBackPages: async ({ pages }) => {
      const sources = byDocument(pages)
      await change([...sources.keys()], () => {
        const edits = [...sources].flatMap(([id, ids]) =>
          restoreEdits(openDocument(records, records.record(id)), ids),
        )
        return { edits, of: [...sources.keys()], undo: 'restore-pages' }
      })
      return null
    },
  }
}

type Sources = ReadonlyMap<RecordId, readonly string[]>

function byDocument(pages: readonly PageRef[]): Sources {
  const groups = new Map<RecordId, string[]>()
  for (const { document, page } of pages) groups.set(document, [...(groups.get(document) ?? []), page])
  return groups
}

/**
 * Of each document on from where the last left off, so that the pages stand together in the order in which they are named.
 * @throws Fault 'invalid-input' where a page is to stand behind itself
 */
function laid(
  { record }: Pick<Records, 'record'>,
  sources: Sources,
  place: { readonly to: RecordId; readonly after: string | null },
): readonly Edit[] {
  const edits: Edit[] = []
  const now = (id: RecordId): Document => openDocument({ record }, withEdits(record(id), edits))
  let { after } = place
  for (const [from, pages] of sources) {
    const target = now(place.to)
    if (from === place.to) edits.push(...orderEdits(target, pages, after))
    else {
      const source = now(from)
      edits.push(
        ...clearedEdits({ record }, source, target),
        ...insertEdits({ target, source, pages, after }),
      )
    }
    after = lastOf(now(place.to), pages)
  }
  return lastOfEachCell(edits)
}

/** Of these pages the one that stands last in the document. */
function lastOf({ pages }: Document, ids: readonly string[]): string | null {
  const named = new Set(ids)
  return pages.findLast(({ id }) => named.has(id))?.id ?? null
}

/** Each cell is written once: what was planned first is what the next plan began with. */
function lastOfEachCell(edits: readonly Edit[]): readonly Edit[] {
  return [...new Map(edits.map((edit) => [`${edit.record}${edit.path}`, edit])).values()]
}

/** @throws Fault 'not-found', 'isolated', 'case-closed' */
function openDocument(records: Pick<Records, 'record'>, state: RecordState): Document {
  const document = documentView(state)
  if (document.isolated !== undefined) throw new Fault('isolated', `${document.id} is isolated`)
  if (document.batch === '') throw new Fault('not-found', `no document ${document.id}`)
  assertDocumentOpen(records, document)
  return document
}
