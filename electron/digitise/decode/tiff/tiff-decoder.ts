import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { Fault } from '../../../../domain/fault.ts'
import type { ReaderLimits } from '../../reader-limits.ts'
import type { Decoder, PageSize } from '../decoder.ts'
import { onWhite, turned } from '../page-canvas.ts'
import { unsigned } from '../raw-pdf/signatures.ts'
import { resolutionOf } from '../resolution.ts'
import type { SourceBytes } from '../source-bytes.ts'
import { drawPieces } from './draw-pieces.ts'
import { readTiffDirectories, tiffTag } from './tiff-directory.ts'
import { firstOf, type TiffLayout, tiffLayout } from './tiff-layout.ts'

/** Opens a TIFF; the coded picture of a page is read only when the page is wanted. */
export async function openTiff(
  source: SourceBytes,
  limits: ReaderLimits,
  givenDpi: number | null,
): Promise<Decoder> {
  const { isLittleEndian, pages } = await readTiffDirectories(source, limits)
  const layouts = pages.map((tags) => tiffLayout(tags, source, limits))
  const layoutOf = (index: number): TiffLayout => {
    const layout = layouts[index]
    if (layout === undefined) throw new Fault('not-found', `the TIFF has no page ${index}`)
    return layout
  }
  const draw = async (index: number): Promise<Canvas> => {
    const layout = layoutOf(index)
    const canvas = createCanvas(layout.widthPx, layout.heightPx)
    await drawPieces(canvas, { layout, source, isLittleEndian, limits })
    return turned(layout.alphaSample === -1 ? canvas : onWhite(canvas), layout.orientation)
  }
  // Drawn at the door, as a JPEG is decoded there.
  const last = { index: 0, canvas: await draw(0) }
  return {
    format: 'tiff',
    pageCount: layouts.length,
    warnings: [],
    isHeld: false,
    pageSize: async (index) => sizeOf(layoutOf(index), givenDpi),
    scanDpi: async (index) => sizeOf(layoutOf(index), givenDpi).dpi,
    draw: async (index) => {
      if (index !== last.index) Object.assign(last, { index, canvas: await draw(index) })
      return last.canvas
    },
    ownText: async () => null,
    keptPage: async () => null,
    signatures: async () => unsigned,
    close: async () => undefined,
  }
}

const PER_CENTIMETRE = 3
const NO_UNIT = 1

function sizeOf(layout: TiffLayout, given: number | null): PageSize {
  const { tags, orientation, bits, samples } = layout
  const isOnItsSide = orientation >= 5
  const [widthPx, heightPx] = isOnItsSide
    ? [layout.heightPx, layout.widthPx]
    : [layout.widthPx, layout.heightPx]
  const perUnit = firstOf(tags, tiffTag.xResolution, 0)
  const unit = firstOf(tags, tiffTag.resolutionUnit, 2)
  const stated = unit === NO_UNIT ? null : perUnit * (unit === PER_CENTIMETRE ? 2.54 : 1)
  return {
    widthPx,
    heightPx,
    isBilevel: bits === 1 && samples === 1,
    ...resolutionOf({ widthPx, heightPx, stated, given }),
  }
}
