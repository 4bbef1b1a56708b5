import type { Edit } from './op.ts'
import { binEdits, insertEdits } from './page-edits.ts'
import type { Document } from './records/document.ts'
import type { ScanTarget } from './scan-api.ts'

/** Whether two scans go to the same place of the same document. */
export function isSameTarget(a: ScanTarget, b: ScanTarget | null): boolean {
  return b !== null && a.document === b.document && a.page === b.page && a.way === b.way
}

/** The edits that put a document of scanned pages into another, before or behind a page or in its place. */
export function scanJoinEdits(into: Document, source: Document, { page, way }: ScanTarget): readonly Edit[] {
  const at = into.pages.findIndex(({ id }) => id === page)
  const after = way === 'before' ? (into.pages[at - 1]?.id ?? null) : page
  const pages = source.pages.map(({ id }) => id)
  return [
    ...insertEdits({ target: into, source, pages, after }),
    ...(way === 'replace' ? binEdits(into, [page], true) : []),
  ]
}
