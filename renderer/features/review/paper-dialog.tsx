import type { Document } from '../../../domain/records/document.ts'
import { ExportDialog } from './export-dialog.tsx'
import { SplitDialog } from './split-dialog.tsx'

/** What is done with a whole document: cutting it, or taking it out. */
export function PaperDialog({
  what,
  document,
}: {
  readonly what: 'split' | 'export'
  readonly document: Document
}) {
  return what === 'split' ? <SplitDialog document={document} /> : <ExportDialog document={document} />
}
