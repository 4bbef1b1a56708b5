import { type Canvas, createCanvas } from '@napi-rs/canvas'
import type { ColourImage } from '../prepare/grey-image.ts'

/** Most pages are A4; a picture that does not tell its size on paper is taken for one. */
export const A4_WIDTH_INCHES = 8.27

/** Puts white behind what is drawn: paper is white where a file says nothing. */
export function onWhite(canvas: Canvas): Canvas {
  const context = canvas.getContext('2d')
  context.globalCompositeOperation = 'destination-over'
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.globalCompositeOperation = 'source-over'
  return canvas
}

/** A copy `widthPx` wide; the canvas itself when it has that width. */
export function scaledTo(canvas: Canvas, widthPx: number): Canvas {
  if (canvas.width === widthPx) return canvas
  const copy = createCanvas(widthPx, Math.max(1, Math.round((canvas.height * widthPx) / canvas.width)))
  const context = copy.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(canvas, 0, 0, copy.width, copy.height)
  return copy
}

export function pixelsOf(canvas: Canvas): ColourImage {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  const rgba = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return { rgba, widthPx: canvas.width, heightPx: canvas.height }
}

/** A canvas of a picture that was decoded elsewhere. */
export function canvasOf(image: ColourImage): Canvas {
  const canvas = createCanvas(image.widthPx, image.heightPx)
  const context = canvas.getContext('2d')
  const data = context.createImageData(image.widthPx, image.heightPx)
  data.data.set(image.rgba)
  context.putImageData(data, 0, 0)
  return canvas
}
