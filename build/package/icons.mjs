import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from '../paths.mjs'

const SIZES_PX = [16, 24, 32, 48, 64, 128, 256, 512]

/** Draws the icon in every size a desktop asks for. @param {string} folder */
export async function drawIcons(folder) {
  const { createCanvas, loadImage } = await import('@napi-rs/canvas')
  const drawing = readFileSync(inRoot('assets/icons/icon.svg'))
  mkdirSync(folder, { recursive: true })
  for (const sizePx of SIZES_PX) {
    const image = await loadImage(drawing)
    // A drawing is rendered at the size it is told, not scaled afterwards.
    image.width = sizePx
    image.height = sizePx
    const canvas = createCanvas(sizePx, sizePx)
    canvas.getContext('2d').drawImage(image, 0, 0, sizePx, sizePx)
    writeFileSync(path.join(folder, `${sizePx}x${sizePx}.png`), canvas.toBuffer('image/png'))
  }
}
