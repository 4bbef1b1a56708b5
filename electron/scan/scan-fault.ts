import { Fault } from '../../domain/fault.ts'

/** What people can do something about; the screen has a sentence and a next step for each. */
export type ScanTrouble =
  | 'no-paper'
  | 'jam'
  | 'cover-open'
  | 'busy'
  | 'gone'
  | 'no-rights'
  | 'not-installed'
  | 'no-answer'
  | 'strange-answer'
  | 'too-large'
  | 'bad-address'
  | 'no-memory'

/** A fault of a scanner; without a trouble that is known, with the words of the device for the log alone. */
export function scanFault(trouble: ScanTrouble | null, message: string, cause?: unknown): Fault {
  return new Fault('scanner', message, { detail: trouble === null ? {} : { reason: trouble }, cause })
}

export function cancelled(): Fault {
  return new Fault('cancelled', 'the scan was stopped')
}

/** A page larger than this is no page: A3 in colour at 600 dpi, uncompressed, is smaller. */
export const MOST_PAGE_BYTES = 220 * 1024 * 1024

/** @throws Fault 'scanner' unless the bytes begin as a JPEG or a PNG does */
export function assertPicture(bytes: Uint8Array): Uint8Array {
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
  const isPng = [0x89, 0x50, 0x4e, 0x47].every((byte, at) => bytes[at] === byte)
  if (isJpeg || isPng) return bytes
  throw scanFault('strange-answer', 'the scanner gave something that is no picture')
}
