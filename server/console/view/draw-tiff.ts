import * as tiff from 'utif2'
import { Fault } from '../../../domain/fault.ts'
import { blobUrl } from '../transport.ts'
import type { SourcePage } from './source-page.ts'

/** @throws Fault 'file-missing', 'damaged' */
export async function drawTiffPage(page: SourcePage, signal: AbortSignal): Promise<HTMLCanvasElement> {
  const { source, index } = page
  const response = await fetch(blobUrl(page), { signal })
  if (!response.ok) throw new Fault('file-missing', `source ${source}: ${response.status}`)
  const bytes = await response.arrayBuffer()
  const directory = tiff.decode(bytes)[index]
  if (directory === undefined) throw new Fault('damaged', `no page ${index} in ${source}`)
  tiff.decodeImage(bytes, directory)
  const canvas = document.createElement('canvas')
  canvas.width = directory.width
  canvas.height = directory.height
  const pixels = new Uint8ClampedArray(tiff.toRGBA8(directory))
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, directory.width, directory.height), 0, 0)
  return canvas
}
