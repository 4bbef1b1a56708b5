import type { BatchPagesApi, FoundSeparator, Separation } from '../../../domain/batch-pages-api.ts'
import { Fault } from '../../../domain/fault.ts'
import type { Edit, RecordId } from '../../../domain/op.ts'
import { turnOf } from '../../../domain/page-turn.ts'
import { caseFileView } from '../../../domain/records/case-file.ts'
import { type Document, documentView } from '../../../domain/records/document.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { type FoundSheet, heapLinks } from '../../../domain/separate.ts'
import { PATCH_T, readSeparator } from '../../../domain/separator-code.ts'
import { createPageChanger, type PageChangePorts } from '../assemble/page-change.ts'
import { openFiles, separation, separatorPath, waitingSheets } from '../assemble/separate-scan.ts'
import { existingDocument } from '../contents.ts'
import { assertDocumentOpen } from '../document-handlers.ts'
import type { Records } from '../ports.ts'

type SeparationApi = Pick<BatchPagesApi, 'separations' | 'separateScans' | 'refuseSeparations'>

/** More documents than any batch has. */
const ALL_OF_A_BATCH = 1_000_000

/** Scans that are cut at their separator sheets when somebody says so. */
export function separationHandlers(ports: PageChangePorts): Handlers<SeparationApi> {
  const { records } = ports
  const change = createPageChanger(ports)
  return {
    separations: async ({ batch }) =>
      records.catalogue
        .ids({ kind: 'doc', batch, order: 'arrival', limit: ALL_OF_A_BATCH })
        .flatMap((id) => separationOf(records, id)),
    separateScans: async ({ scans }) => {
      const counts = { documents: 0, filed: 0 }
      const ids = scans.map(({ document }) => document)
      if (new Set(ids).size < ids.length) throw new Fault('invalid-input', 'a scan is named twice')
      await change(ids, () => {
        const steps = scans.map(({ document, sheets }) => cutAt(records, document, new Set(sheets)))
        counts.documents = steps.reduce((sum, { documents }) => sum + documents, 0)
        counts.filed = steps.reduce((sum, { filed }) => sum + filed, 0)
        return {
          links: steps.flatMap(({ links }) => links),
          edits: steps.flatMap(({ edits }) => edits),
          of: [...ids, ...steps.flatMap(({ made }) => made)],
          undo: 'file-by-sheets',
        }
      })
      return counts
    },
    refuseSeparations: async ({ documents }) => {
      const edits = documents.flatMap((id) => {
        const document = openScan(records, id)
        return dropped(id, document, waitingSheets(records.record(id), document))
      })
      await records.append(edits, { undo: 'refuse-sheets' })
      return null
    },
  }
}

function openScan(records: Records, id: RecordId): Document {
  const document = existingDocument(records, id)
  assertDocumentOpen(records, document)
  return document
}

/** Cuts a scan at those of its sheets that are named. @throws Fault 'conflict' for a sheet that is none (any more) */
function cutAt(records: Records, id: RecordId, named: ReadonlySet<string>) {
  const document = openScan(records, id)
  const all = waitingSheets(records.record(id), document)
  const chosen = all.filter(({ page }) => named.has(document.pages[page]?.id ?? ''))
  if (chosen.length < named.size)
    throw new Fault('conflict', `${id} has other sheets by now`, { detail: { reason: 'changed' } })
  const others = all.filter((sheet) => !chosen.includes(sheet))
  const { edits, made, filed } = separation(records, document, chosen)
  const there = made.find((begun) => documentView(records.record(begun)).pages.length > 0)
  if (there !== undefined)
    throw new Fault('conflict', `${there} is there already`, { detail: { reason: 'changed' } })
  const keepsPages = (chosen[0]?.page ?? 0) > 0
  return {
    edits: [...edits, ...dropped(id, document, others)],
    links: heapLinks(document, chosen),
    made,
    filed,
    documents: made.length + (keepsPages ? 1 : 0),
  }
}

/** What was taken for sheets is pages like any other. */
function dropped(id: RecordId, { pages }: Document, sheets: readonly FoundSheet[]): readonly Edit[] {
  return sheets.flatMap(({ page }): Edit[] => {
    const sheet = pages[page]
    return sheet === undefined ? [] : [{ record: id, path: separatorPath(sheet.id), remove: true }]
  })
}

function separationOf(records: Records, id: RecordId): readonly Separation[] {
  const record = records.record(id)
  const document = documentView(record)
  if (document.isolated !== undefined) return []
  const sheets = waitingSheets(record, document)
  if (sheets.length === 0) return []
  const files = openFiles(records, sheets)
  return [
    {
      document: id,
      pages: document.pages.length,
      sheets: sheets.flatMap((sheet) =>
        sheetRow(records, document, { sheet, isKnown: (file) => files.has(file) }),
      ),
    },
  ]
}

function sheetRow(
  { record }: Records,
  document: Document,
  { sheet, isKnown }: { readonly sheet: FoundSheet; readonly isKnown: (file: RecordId) => boolean },
): readonly FoundSeparator[] {
  const page = document.pages[sheet.page]
  if (page === undefined) return []
  const code = readSeparator(sheet.text)
  const place = { page, index: sheet.page, turn: turnOf(document, page.id) }
  if (code === null || !isKnown(code.caseFile)) {
    const kind = sheet.text === PATCH_T ? 'plain' : 'unknown'
    return [{ ...place, kind, notation: '', title: '', ordinal: code?.ordinal ?? null }]
  }
  const { notation, title } = caseFileView(record(code.caseFile))
  return [{ ...place, kind: 'case-file', notation, title, ordinal: code.ordinal }]
}
