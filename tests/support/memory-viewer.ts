import type { Handlers } from '../../domain/rpc.ts'
import type { ViewerApi } from '../../domain/viewer-api.ts'
import type { MemoryParts } from './memory-case-files.ts'
import { existing } from './memory-rows.ts'

/** A sheet of A4 for every page, scanned at 300 dpi; what a search found is found in its document too. */
export function viewerHandlers({ vault }: MemoryParts): Handlers<ViewerApi> {
  return {
    viewedPages: async ({ document }) => ({
      pages: existing(vault.documents, document).pages.map(() => {
        return { widthPx: 1654, heightPx: 2339, dpi: 200, scanDpi: 300 }
      }),
    }),
    documentMatches: async ({ document, from, count }) => ({
      pages: vault.search.hits
        .filter((hit) => hit.document.id === document && hit.page >= from && hit.page < from + count)
        .map(({ page, boxes }) => ({ page, boxes: [...boxes] })),
    }),
    pageTrouble: async () => ({ fault: null }),
  }
}
