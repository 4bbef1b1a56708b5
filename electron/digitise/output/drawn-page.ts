import type { Canvas } from '@napi-rs/canvas'
import type { PageSize } from '../decode/decoder.ts'
import type { ArchivePage } from './coded-picture.ts'
import { encodePicture } from './encode-picture.ts'
import { POINTS_PER_INCH } from './pdf-syntax.ts'

/** A page as one picture of what was drawn of it, as large as the paper. */
export async function drawnPage(
  canvas: Canvas,
  { widthPx, heightPx, dpi }: Pick<PageSize, 'widthPx' | 'heightPx' | 'dpi'>,
): Promise<ArchivePage> {
  const widthPt = (widthPx * POINTS_PER_INCH) / dpi
  const heightPt = (heightPx * POINTS_PER_INCH) / dpi
  const picture = await encodePicture(canvas)
  return {
    widthPt,
    heightPt,
    isDrawn: true,
    pictures: [{ picture, placement: [widthPt, 0, 0, heightPt, 0, 0] }],
  }
}
