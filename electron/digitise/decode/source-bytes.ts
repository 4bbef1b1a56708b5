import { Fault } from '../../../domain/fault.ts'
import type { ReaderLimits } from '../reader-limits.ts'

/** The bytes of an untrusted file, wherever they lie. */
export interface SourceBytes {
  readonly sizeBytes: number
  /** Fewer bytes than asked for only at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>
}

const CHUNK_BYTES = 4 * 1024 * 1024

/** A part of the file in an array buffer of its own. @throws Fault 'file-too-large' | 'file-corrupt' where the file is shorter */
export async function readWhole(
  source: SourceBytes,
  part: { readonly offset: number; readonly length: number },
  limits: ReaderLimits,
): Promise<Uint8Array<ArrayBuffer>> {
  if (part.length > limits.pictureBytes) {
    const detail = { limitMegabytes: toMegabytes(limits.pictureBytes), megabytes: toMegabytes(part.length) }
    throw new Fault('file-too-large', `a coded picture of ${part.length} bytes`, { detail })
  }
  const whole = new Uint8Array(part.length)
  for (let at = 0; at < part.length; at += CHUNK_BYTES) {
    const wanted = Math.min(CHUNK_BYTES, part.length - at)
    const chunk = await source.read(part.offset + at, wanted)
    if (chunk.length < wanted) throw new Fault('file-corrupt', 'the file ends before its picture does')
    whole.set(chunk, at)
  }
  return whole
}

/** @throws Fault 'file-too-large' */
export function checkFileSize({ sizeBytes }: SourceBytes, limits: ReaderLimits): void {
  if (sizeBytes <= limits.fileBytes) return
  const detail = { limitMegabytes: toMegabytes(limits.fileBytes), megabytes: toMegabytes(sizeBytes) }
  throw new Fault('file-too-large', `a file of ${sizeBytes} bytes`, { detail })
}

function toMegabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024)
}

/** @throws Fault 'file-too-large' for a picture that would not fit in memory, 'file-corrupt' for one without pixels */
export function checkPictureSize(widthPx: number, heightPx: number, limits: ReaderLimits): void {
  if (!(widthPx > 0 && heightPx > 0)) throw new Fault('file-corrupt', 'a picture without width or height')
  if (Math.max(widthPx, heightPx) > limits.sidePx) {
    const detail = { limitSidePx: limits.sidePx, sidePx: Math.max(widthPx, heightPx) }
    throw new Fault('file-too-large', `${widthPx} x ${heightPx} pixels`, { detail })
  }
  const megapixels = (widthPx * heightPx) / 1e6
  if (megapixels <= limits.megapixels) return
  const detail = { limitMegapixels: limits.megapixels, megapixels: Math.ceil(megapixels) }
  throw new Fault('file-too-large', `${widthPx} x ${heightPx} pixels`, { detail })
}

/** @throws Fault 'file-too-large' for too many pages, 'file-corrupt' for none */
export function checkPageCount(pages: number, limits: ReaderLimits): void {
  if (pages < 1) throw new Fault('file-corrupt', 'the file has no pages')
  if (pages <= limits.pages) return
  throw new Fault('file-too-large', `${pages} pages`, { detail: { limitPages: limits.pages, pages } })
}
