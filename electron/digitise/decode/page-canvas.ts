import { type Canvas, createCanvas, type Image } from '@napi-rs/canvas'
import type { ColourImage } from '../prepare/grey-image.ts'

/** Puts white behind what is drawn: paper is white where a file says nothing. */
export function onWhite(canvas: Canvas): Canvas {
  const context = canvas.getContext('2d')
  context.globalCompositeOperation = 'destination-over'
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.globalCompositeOperation = 'source-over'
  return canvas
}

/** The share of rows that a decoder left transparent because the file has nothing for them, measured along the middle. */
export function missingRowsShare(picture: Image | Canvas): number {
  const { width, height } = picture
  const context = createCanvas(1, height).getContext('2d')
  context.drawImage(picture, width >> 1, 0, 1, height, 0, 0, 1, height)
  const column = context.getImageData(0, 0, 1, height).data
  let missing = 0
  for (let at = 3; at < column.length; at += 4) if (column[at] === 0) missing += 1
  return missing / height
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

/**
 * A canvas turned and mirrored so that it stands upright; the canvas itself where it does.
 * @param orientation 1 to 8 @see CIPA DC-008 4.6.4
 */
export function turned(canvas: Canvas, orientation: number): Canvas {
  if (orientation === 1) return canvas
  const { width, height } = canvas
  const upright = orientation >= 5 ? createCanvas(height, width) : createCanvas(width, height)
  const context = upright.getContext('2d')
  const [a, b, c, d, e, f] = orientations(width, height)[orientation - 1] ?? [1, 0, 0, 1, 0, 0]
  context.setTransform(a, b, c, d, e, f)
  context.drawImage(canvas, 0, 0)
  return upright
}

type Matrix = readonly [number, number, number, number, number, number]

function orientations(width: number, height: number): readonly Matrix[] {
  return [
    [1, 0, 0, 1, 0, 0],
    [-1, 0, 0, 1, width, 0],
    [-1, 0, 0, -1, width, height],
    [1, 0, 0, -1, 0, height],
    [0, 1, 1, 0, 0, 0],
    [0, 1, -1, 0, height, 0],
    [0, -1, -1, 0, height, width],
    [0, -1, 1, 0, 0, width],
  ]
}
