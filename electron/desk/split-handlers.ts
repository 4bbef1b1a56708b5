import type { DocumentType } from '../../domain/authority.ts'
import { Fault } from '../../domain/fault.ts'
import type { Edit, RecordId } from '../../domain/op.ts'
import { type Document, documentView, isRead } from '../../domain/records/document.ts'
import type { Page } from '../../domain/records/page.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { SplitApi } from '../../domain/split-api.ts'
import {
  documentBegunBy,
  linkEdits,
  type Part,
  partsOf,
  splitEdits,
  staleEdits,
} from '../../domain/split-document.ts'
import { existingDocument } from './contents.ts'
import { assertDocumentOpen } from './document-handlers.ts'
import type { Blobs, Records } from './ports.ts'
import type { ExtractFields } from './reader.ts'
import { thinLayersOf } from './text-blobs.ts'

interface SplitPorts {
  readonly records: Records
  readonly blobs: Blobs
  readonly extract: ExtractFields
  readonly types: () => readonly DocumentType[]
}

/** Cutting documents, and saying that one is whole. */
export function splitHandlers(ports: SplitPorts): Handlers<SplitApi> {
  const { records } = ports
  return {
    splitDocument: async ({ id, at }) => {
      const document = existingDocument(records, id)
      const pages = partsOf(document, at)
      assertDocumentOpen(records, document)
      assertReadWhole(document)
      const ids = pages.slice(1).flatMap(([begin]) => (begin === undefined ? [] : [documentBegunBy(begin)]))
      assertNew(records, ids)
      const parts: Part[] = []
      for (const part of pages) parts.push(await extractedPart(ports, document, part))
      await records.append(linkEdits(document, pages))
      const nextPosition = positionBehind(records, document)
      const edits = splitEdits({ document, parts, nextPosition })
      const stale = ids.flatMap((begun) => staleEdits(records.record(begun), edits))
      await records.append([...stale, ...edits], { undo: 'split-document' })
      return { ids }
    },
    dismissSplits: async ({ id }) => {
      existingDocument(records, id)
      const said: Edit = { record: id, path: '/isOneDocument', value: true }
      await records.append([said], { undo: 'dismiss-splits' })
      return null
    },
  }
}

/** What is still read would change the parts again, and the cut could not be taken back. */
function assertReadWhole(document: Document): void {
  if (isRead(document)) return
  throw new Fault('conflict', `${document.id} is still being read`, { detail: { reason: 'being-read' } })
}

/** Another PC cut here already, and the joining of the cuts is under way. */
function assertNew({ record }: Records, ids: readonly RecordId[]): void {
  const there = ids.find((id) => documentView(record(id)).pages.length > 0)
  if (there === undefined) return
  throw new Fault('conflict', `${there} is there already`, { detail: { reason: 'changed' } })
}

async function extractedPart(
  { blobs, extract, types }: SplitPorts,
  { texts, corrections }: Document,
  pages: readonly Page[],
): Promise<Part> {
  const layers = await thinLayersOf(blobs, { pages, texts, corrections })
  return { pages, extraction: extract(layers, types()) }
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
