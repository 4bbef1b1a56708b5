import { Fault, reportOf } from '../../../domain/fault.ts'
import type { Sha256 } from '../../../domain/op.ts'
import type { Document } from '../../../domain/records/document.ts'
import type { PageBox } from '../../../domain/records/page-box.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { parseSearchQuery } from '../../../domain/search-query.ts'
import type { ViewedPage, ViewerApi } from '../../../domain/viewer-api.ts'
import { correctedLayer } from '../../../domain/word-corrections.ts'
import { existingDocument } from '../contents.ts'
import type { PageImages } from '../page-images.ts'
import { matchLayer } from '../page-matches.ts'
import type { Blobs, Records } from '../ports.ts'
import { createTextCache } from '../text-cache.ts'

interface ViewerPorts {
  readonly records: Pick<Records, 'record'>
  readonly blobs: Blobs
  readonly images: Pick<PageImages, 'get' | 'sizes'>
}

/** What a person who looks at a document is told beside its pictures. */
export function viewerHandlers({ records, blobs, images }: ViewerPorts): Handlers<ViewerApi> {
  const texts = createTextCache(blobs)
  return {
    viewedPages: async ({ document }) => {
      const { pages } = existingDocument(records, document)
      const sizes = new Map<Sha256, readonly (ViewedPage | null)[]>()
      for (const { source } of pages) {
        if (!sizes.has(source)) sizes.set(source, await sizesOf(images, source))
      }
      return { pages: pages.map(({ source, index }) => sizes.get(source)?.[index] ?? null) }
    },
    documentMatches: async ({ document, query: typed, from, count }) => {
      const view = existingDocument(records, document)
      const query = { ...parseSearchQuery(typed), isTyping: false }
      const found: { readonly page: number; readonly boxes: PageBox[] }[] = []
      for (let page = from; page < Math.min(from + count, view.pages.length); page += 1) {
        const layer = await layerOf(texts, view, page)
        const boxes = layer === null ? [] : [...matchLayer(layer, query).boxes]
        if (boxes.length > 0) found.push({ page, boxes })
      }
      return { pages: found }
    },
    pageTrouble: async ({ document, page }) => {
      const place = existingDocument(records, document).pages[page]
      if (place === undefined) throw new Fault('not-found', `no page ${page} of ${document}`)
      try {
        await images.get(place, 'full')
        return { fault: null }
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        const { code, detail } = reportOf(error)
        return { fault: { code, detail: { ...detail } } }
      }
    },
  }
}

/** What cannot be opened has no sizes; why, its pages tell. */
async function sizesOf(
  images: ViewerPorts['images'],
  source: Sha256,
): Promise<readonly (ViewedPage | null)[]> {
  try {
    return await images.sizes.of(source)
  } catch (error) {
    if (error instanceof Fault) return []
    throw error
  }
}

async function layerOf(texts: ReturnType<typeof createTextCache>, view: Document, page: number) {
  const id = view.pages[page]?.id ?? ''
  const text = view.texts[id]
  const layer = text === undefined ? null : await texts.get(text)
  return layer === null ? null : correctedLayer(layer, view.corrections[id])
}
