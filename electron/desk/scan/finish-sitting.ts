import { type Edit, type RecordId, recordId } from '../../../domain/op.ts'
import { asidePath, binEdits } from '../../../domain/page-edits.ts'
import { documentView, newDocument } from '../../../domain/records/document.ts'
import type { ScanTarget } from '../../../domain/scan-api.ts'
import { scanJoinEdits } from '../../../domain/scan-join.ts'
import { sheetEdits } from '../assemble/separate-scan.ts'
import { existingDocument } from '../contents.ts'
import { assertDocumentOpen } from '../document-handlers.ts'
import { isoNow, type Records, type Surroundings } from '../ports.ts'
import { notSecretPath } from '../secret-gate.ts'
import type { Sitting } from './kept-sitting.ts'

interface FinishPorts {
  readonly records: Records
  readonly surroundings: Pick<Surroundings, 'clock' | 'createId'>
}

/** Makes one document of the pages of a sitting; those that were replaced lie in its bin. */
export async function makeDocument(
  { records, surroundings }: FinishPorts,
  sitting: Sitting,
): Promise<RecordId> {
  const document = recordId('doc', surroundings.createId())
  const at = isoNow(surroundings.clock)
  const pages = sitting.pages.map(({ id, source }) => ({ id, source, index: 0 }))
  const sheets = sitting.pages.flatMap(({ sheet }, page) => (sheet === null ? [] : [{ page, text: sheet }]))
  await records.append([
    ...newDocument(document, sitting.batch, pages),
    ...sheetEdits(document, pages, sheets),
    ...sitting.pages.flatMap(({ id, isCleared, isReplaced }): Edit[] => [
      ...(isCleared ? [{ record: document, path: notSecretPath(id), value: { at } }] : []),
      ...(isReplaced ? [{ record: document, path: asidePath(id), value: { kind: 'bin' } }] : []),
    ]),
  ])
  return document
}

/** @throws Fault 'not-found', 'isolated', 'case-closed' where nothing can be put beside that page */
export function assertTarget(records: Records, { document: id, page }: ScanTarget): void {
  const document = existingDocument(records, id)
  assertDocumentOpen(records, document)
  // Throws where it is not shown there.
  binEdits(document, [page], true)
}

/**
 * Puts a document of scanned pages into another, before or behind a page or in its place, in one step that can be taken
 * back. What the machine made of the other is made anew when the pages are read.
 */
export async function joinTarget(
  { records }: FinishPorts,
  scanned: RecordId,
  target: ScanTarget,
): Promise<void> {
  assertTarget(records, target)
  const [into, source] = [existingDocument(records, target.document), documentView(records.record(scanned))]
  const again: Edit = { record: target.document, path: '/proposals', value: null }
  await records.append([...scanJoinEdits(into, source, target), again], {
    undo: target.way === 'replace' ? 'replace-page' : 'insert-pages',
  })
}
