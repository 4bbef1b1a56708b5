import type { Canvas } from '@napi-rs/canvas'
import { type SecretMark, secretLineIn } from '../../../domain/secret-mark.ts'
import type { Decoder } from '../decode/decoder.ts'
import { lookForStamp, type ReadSmall } from './look-for-secret.ts'

/** Letters of a stamp are about 22 pixels high then: enough to be read, and a page is drawn fast. */
export const LOOK_DPI = 150

interface Look {
  readonly index: number
  readonly read: ReadSmall
  readonly signal: AbortSignal
  /** Hears of the page as it was drawn, so that nobody draws it anew. */
  readonly onDrawn?: (canvas: Canvas) => void
}

/**
 * Looks whether a page is marked as a state secret: by a line of the text that it carries itself, or by a stamp. A page that
 * shows none may still be one.
 */
export async function lookAtPage(
  decoder: Decoder,
  { index, read, signal, onDrawn }: Look,
): Promise<SecretMark | null> {
  const { widthPx, heightPx, dpi } = await decoder.pageSize(index)
  const own = await decoder.ownText(index)
  const line = own === null ? null : secretLineIn({ widthPx, heightPx, lines: own })
  if (line !== null) return { ...line, page: index }
  const wanted = Math.round(widthPx * Math.min(1, LOOK_DPI / dpi))
  const canvas = await decoder.draw(index, Math.max(1, wanted), signal)
  onDrawn?.(canvas)
  const stamp = await lookForStamp(canvas, (dpi * canvas.width) / widthPx, read)
  return stamp === null ? null : { ...stamp, page: index }
}
