import { type CompletenessFault, faultOf } from './completeness-fault.ts'
import type { KnownPages } from './duplicates.ts'
import type { NamedDocument } from './named-document.ts'

/** @see TT 05/2025/TT-BNV: administrative documents, at least 200 dpi */
const LEAST_DPI = 200
/** The size of a scan is told from its dots, which are counted from a copy: a little less is none. */
const TOLERANCE = 0.97

/** What the texts of the pages show: blank ones, coarse scans, and drafts by their heading. */
export function pageFaults(
  documents: readonly NamedDocument[],
  known: KnownPages,
): readonly CompletenessFault[] {
  return documents.flatMap(({ document, facts }) => {
    const pages = document.pages.map(({ id }) => known.get(id))
    const faults: CompletenessFault[] = []
    for (const [page, seen] of pages.entries()) {
      const jump = { place: 'contents', document: document.id, page } as const
      const ofPage = { ...facts, page: page + 1 }
      if (seen?.isBlank === true) faults.push(faultOf('page-blank', jump, ofPage))
      else if (seen !== undefined && seen.dpi !== null && seen.dpi < LEAST_DPI * TOLERANCE)
        faults.push(faultOf('resolution-low', jump, { ...ofPage, dpi: seen.dpi, least: LEAST_DPI }))
    }
    if (pages[0]?.isDraft === true && !document.isDraft)
      faults.push(faultOf('draft-heading', { place: 'contents', document: document.id, page: 0 }, facts))
    return faults
  })
}
