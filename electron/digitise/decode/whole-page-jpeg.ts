import type { ArchivePage, Placement } from '../output/coded-picture.ts'
import { withoutExif } from './draw-scan.ts'
import type { EncodedPicture } from './encode-page.ts'
import { checkJpegStructure } from './jpeg-structure.ts'

/** How far a picture may fall short of its page, or reach over it: scanners round. */
const TOLERATED_SHARE = 0.005

/**
 * The picture of a page that is one JPEG, upright and from edge to edge, as it lies in the file: no pixel is decoded here,
 * nor lost. Null for every other page.
 * @throws Fault 'file-corrupt' | 'file-too-large' where it is no sound JPEG
 */
export function wholePageJpeg({ widthPt, heightPt, pictures, isDrawn }: ArchivePage): EncodedPicture | null {
  const [only, ...others] = pictures
  if (only === undefined || others.length > 0 || isDrawn === true) return null
  const { coding, colours, isInverted, bitsPerComponent, bytes, widthPx, heightPx } = only.picture
  if (coding.kind !== 'jpeg' || typeof colours !== 'string' || isInverted || bitsPerComponent !== 8)
    return null
  if (!isEdgeToEdge(only.placement, widthPt, heightPt)) return null
  checkJpegStructure(bytes)
  return { bytes: Uint8Array.from(withoutExif(bytes)), mediaType: 'image/jpeg', widthPx, heightPx }
}

function isEdgeToEdge(placement: Placement, widthPt: number, heightPt: number): boolean {
  const wanted: Placement = [widthPt, 0, 0, heightPt, 0, 0]
  const sides: Placement = [widthPt, widthPt, heightPt, heightPt, widthPt, heightPt]
  return placement.every(
    (part, at) => Math.abs(part - (wanted[at] ?? 0)) <= (sides[at] ?? 0) * TOLERATED_SHARE,
  )
}
