import { Fault } from '../../../domain/fault.ts'
import type { ReaderLimits } from '../reader-limits.ts'
import type { Decoder } from './decoder.ts'
import { openPdf } from './pdf-decoder.ts'
import { openPhoto } from './photo-decoder.ts'
import { SNIFF_BYTES, type SourceFormat, sniffFormat } from './sniff-format.ts'
import { checkFileSize, type SourceBytes } from './source-bytes.ts'
import { openTiff } from './tiff/tiff-decoder.ts'

type Open = (source: SourceBytes, limits: ReaderLimits, givenDpi: number | null) => Promise<Decoder>

const decoders: Readonly<Record<SourceFormat, Open>> = {
  pdf: openPdf,
  tiff: openTiff,
  jpeg: openPhoto('jpeg'),
  png: openPhoto('png'),
  webp: openPhoto('webp'),
  avif: openPhoto('avif'),
}

/**
 * Opens an untrusted file.
 * @param givenDpi pixels to an inch of paper, where somebody knows better than the file
 * @throws Fault 'file-empty' | 'file-unsupported' | 'file-corrupt' | 'file-encrypted' | 'file-too-large'
 */
export async function openDecoder(
  source: SourceBytes,
  limits: ReaderLimits,
  givenDpi: number | null = null,
): Promise<Decoder> {
  if (source.sizeBytes === 0) throw new Fault('file-empty', 'the file has no bytes')
  checkFileSize(source, limits)
  const sniffed = sniffFormat(await source.read(0, Math.min(SNIFF_BYTES, source.sizeBytes)))
  if (sniffed.kind === 'unsupported') {
    const { found } = sniffed
    // Telephones write it, and can be told to write JPEG: the screen says how.
    const reason = found === 'HEIC' ? { reason: 'heic' } : {}
    const detail = found === null ? {} : { found, ...reason }
    throw new Fault('file-unsupported', `not a format that is read: ${found ?? 'unknown'}`, { detail })
  }
  return decoders[sniffed.format](source, limits, givenDpi)
}
