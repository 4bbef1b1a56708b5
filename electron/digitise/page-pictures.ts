import type { Canvas } from '@napi-rs/canvas'
import { Fault } from '../../domain/fault.ts'
import type { Decoder, PageSize } from './decode/decoder.ts'
import { encodePage } from './decode/encode-page.ts'
import { wholePageJpeg } from './decode/whole-page-jpeg.ts'
import type { PageImageAnswer, PageSizesAnswer } from './reader-protocol.ts'

/** The pages of an open file as somebody looks at them. */
export interface PagePictures {
  pageImage(index: number, widthPx: number | null, signal: AbortSignal): Promise<PageImageAnswer>
  /** The page with all the pixels it has, up to a limit. */
  finePage(index: number, signal: AbortSignal): Promise<PageImageAnswer>
  pageSizes(
    span: { readonly from: number; readonly count: number },
    signal: AbortSignal,
  ): Promise<PageSizesAnswer>
}

interface Drawing {
  readonly draw: (index: number, widthPx: number, signal: AbortSignal) => Promise<Canvas>
  /** How wide a page is drawn to show all it has. */
  readonly finestWidth: (isVector: boolean, size: PageSize) => number
}

export function pagePictures(decoder: Decoder, { draw, finestWidth }: Drawing): PagePictures {
  const isPdf = decoder.format === 'pdf'
  const isOwn = decoder.format === 'jpeg' || decoder.format === 'png'
  const own = ({ widthPx, heightPx }: PageSize): PageImageAnswer => ({ kind: 'own', widthPx, heightPx })
  return {
    pageImage: async (index, widthPx, signal) => {
      const size = await decoder.pageSize(index)
      if (widthPx === null && isOwn) return own(size)
      const canvas = await draw(index, widthPx ?? size.widthPx, signal)
      return { kind: 'made', ...(await encodePage(canvas, size.isBilevel && widthPx === null)) }
    },
    finePage: async (index, signal) => {
      const size = await decoder.pageSize(index)
      if (isOwn) return own(size)
      const kept = isPdf ? await decoder.keptPage(index) : null
      const whole = kept === null ? null : wholePageJpeg(kept)
      if (whole !== null) return { kind: 'made', ...whole }
      const canvas = await draw(index, finestWidth(isPdf, size), signal)
      return { kind: 'made', ...(await encodePage(canvas, size.isBilevel)) }
    },
    pageSizes: async ({ from, count }, signal) => {
      const sizes: PageSizesAnswer = []
      for (let index = from; index < from + count && !signal.aborted; index += 1) {
        sizes.push(await viewedPage(decoder, index))
      }
      return sizes
    },
  }
}

/** Null for a page that is damaged: the others keep their places. */
async function viewedPage(decoder: Decoder, index: number): Promise<PageSizesAnswer[number]> {
  try {
    const { widthPx, heightPx, dpi } = await decoder.pageSize(index)
    return { widthPx, heightPx, dpi, scanDpi: await decoder.scanDpi(index) }
  } catch (error) {
    if (error instanceof Fault && (error.code === 'file-corrupt' || error.code === 'file-too-large'))
      return null
    throw error
  }
}
