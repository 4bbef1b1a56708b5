import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { ArchivePage } from '../output/coded-picture.ts'
import type { ReaderLimits } from '../reader-limits.ts'
import { MOST_HELD_PIXELS } from './decoder.ts'
import { type DecodedScan, decodeScan } from './draw-scan.ts'

/** @returns the page's pictures decoded, the last page's once for all; null where the page is no scan that can be drawn so */
export function createHeldScan(
  scanOf: (page: PDFPageProxy) => Promise<ArchivePage | null>,
  limits: ReaderLimits,
): (page: PDFPageProxy) => Promise<DecodedScan | null> {
  const held = { pageNumber: 0, scan: null as DecodedScan | null }
  return async (page) => {
    const { pageNumber } = page
    if (held.scan !== null && held.pageNumber === pageNumber) return held.scan
    // Two pages decoded would take twice the memory.
    held.scan = null
    const found = await scanOf(page)
    const scan = found === null ? null : await decodeScan(found, limits)
    if (scan !== null && pixelsOfScan(scan) <= MOST_HELD_PIXELS) Object.assign(held, { pageNumber, scan })
    return scan
  }
}

function pixelsOfScan({ pictures }: DecodedScan): number {
  return pictures.reduce((sum, { picture }) => sum + picture.width * picture.height, 0)
}
