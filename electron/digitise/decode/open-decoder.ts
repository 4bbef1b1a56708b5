import { Fault } from '../../../domain/fault.ts'
import type { ReaderLimits } from '../reader-limits.ts'
import type { Decoder } from './decoder.ts'
import { openPdf } from './pdf-decoder.ts'
import { openJpeg, openPng } from './photo-decoder.ts'
import { SNIFF_BYTES, type SourceFormat, sniffFormat } from './sniff-format.ts'
import type { SourceBytes } from './source-bytes.ts'
import { openTiff } from './tiff-decoder.ts'

type Open = (source: SourceBytes, limits: ReaderLimits) => Promise<Decoder>

const decoders: Readonly<Record<SourceFormat, Open>> = {
  pdf: openPdf,
  tiff: openTiff,
  jpeg: openJpeg,
  png: openPng,
}

/**
 * Opens an untrusted file.
 * @throws Fault 'file-empty' | 'file-unsupported' | 'file-corrupt' | 'file-encrypted' | 'file-too-large'
 */
export async function openDecoder(source: SourceBytes, limits: ReaderLimits): Promise<Decoder> {
  if (source.sizeBytes === 0) throw new Fault('file-empty', 'the file has no bytes')
  const sniffed = sniffFormat(await source.read(0, Math.min(SNIFF_BYTES, source.sizeBytes)))
  if (sniffed.kind === 'unsupported') {
    const detail = sniffed.found === null ? {} : { found: sniffed.found }
    throw new Fault('file-unsupported', `not a format that is read: ${sniffed.found ?? 'unknown'}`, {
      detail,
    })
  }
  return decoders[sniffed.format](source, limits)
}
