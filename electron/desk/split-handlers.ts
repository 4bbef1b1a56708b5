import { Fault } from '../../domain/fault.ts'
import type { Edit, RecordId } from '../../domain/op.ts'
import { type Document, documentView } from '../../domain/records/document.ts'
import type { Page } from '../../domain/records/page.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { SplitApi } from '../../domain/split-api.ts'
import { documentBegunBy, linkEdits, partsOf, splitEdits, staleEdits } from '../../domain/split-document.ts'
import { createPageChanger, type PageChangePorts } from './assemble/page-change.ts'
import { existingDocument } from './contents.ts'
import { assertDocumentOpen } from './document-handlers.ts'
import { derivedId } from './plan/derived-id.ts'
import type { Records } from './ports.ts'

/** Cutting documents, and saying that one is whole. */
export function splitHandlers(ports: PageChangePorts): Handlers<SplitApi> {
  const { records } = ports
  const change = createPageChanger(ports)
  return {
    splitDocument: async ({ id, at }) => {
      const made: RecordId[] = []
      await change([id], () => {
        const document = existingDocument(records, id)
        const parts = partsOf(document, at)
        assertDocumentOpen(records, document)
        const ids = parts
          .slice(1)
          .flatMap(([begin]) => (begin === undefined ? [] : [newId(records, document, begin)]))
        made.push(...ids)
        const cut = {
          document,
          // Their fields are found when the change is saved.
          parts: parts.map((pages, nth) => ({ pages, id: ids[nth - 1] ?? id, extraction: null })),
          nextPosition: positionBehind(records, document),
        }
        const edits = splitEdits(cut)
        const stale = ids.flatMap((begun) => staleEdits(records.record(begun), edits))
        return {
          links: linkEdits(document, cut.parts),
          edits: [...stale, ...edits],
          of: [id, ...ids],
          undo: 'split-document',
        }
      })
      return { ids: made }
    },
    dismissSplits: async ({ id }) => {
      existingDocument(records, id)
      const said: Edit = { record: id, path: '/isOneDocument', value: true }
      await records.append([said], { undo: 'dismiss-splits' })
      return null
    },
  }
}

/**
 * The id that every PC gives the part that this page begins; another one where a document of that id holds other pages by
 * now. @throws Fault 'conflict' where another PC cut here already, and the joining of the cuts is under way
 */
function newId({ record }: Records, document: Document, begin: Page): RecordId {
  const begun = documentBegunBy(begin)
  const there = documentView(record(begun)).pages
  if (begun !== document.id && there.some(({ id }) => id === begin.id))
    throw new Fault('conflict', `${begun} is there already`, { detail: { reason: 'changed' } })
  const isFree = (id: RecordId): boolean => id !== document.id && documentView(record(id)).pages.length === 0
  for (let nth = 0, id = begun; ; nth += 1) {
    if (isFree(id)) return id
    id = derivedId('doc', [begin.id, document.id, nth].join('/'))
  }
}

/** More documents than any case file has. */
const ALL_OF_A_FILE = 1_000_000

function positionBehind({ catalogue, record }: Records, document: Document): number | null {
  const { caseFile, position } = document
  if (caseFile === null) return null
  const ids = catalogue.ids({ kind: 'doc', parent: caseFile, order: 'contents', limit: ALL_OF_A_FILE })
  // A view's id came from a record, so it is a record id.
  for (const id of ids.slice(ids.indexOf(document.id as RecordId) + 1)) {
    const next = documentView(record(id)).position
    if (next > position) return next
  }
  return null
}
