import type { Canvas } from '@napi-rs/canvas'
import { bilevelPng } from './bilevel-png.ts'
import { pixelsOf } from './page-canvas.ts'

/** 85: measured 2026-11, letters of 8 points at 200 dpi show no ringing and a page takes 300-600 kB. */
const JPEG_QUALITY = 85

export interface EncodedPicture {
  readonly bytes: Uint8Array
  readonly mediaType: 'image/jpeg' | 'image/png'
  readonly widthPx: number
  readonly heightPx: number
}

/** A page as the screen shows it: JPEG, or PNG for what is black and white only. */
export async function encodePage(canvas: Canvas, isBilevel: boolean): Promise<EncodedPicture> {
  const size = { widthPx: canvas.width, heightPx: canvas.height }
  if (isBilevel) return { bytes: await bilevelPng(pixelsOf(canvas)), mediaType: 'image/png', ...size }
  return { bytes: await canvas.encode('jpeg', JPEG_QUALITY), mediaType: 'image/jpeg', ...size }
}
