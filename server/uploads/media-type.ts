const signatures: readonly (readonly [mediaType: string, firstBytes: readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['image/tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  ['image/tiff', [0x49, 0x49, 0x2b, 0x00]],
  ['image/tiff', [0x4d, 0x4d, 0x00, 0x2b]],
  ['application/gzip', [0x1f, 0x8b]],
]

/** How many first bytes `mediaTypeOf` needs. */
export const SIGNATURE_BYTES = 8

/** What bytes are by the first of them; never by a name or by what was said of them. */
export function mediaTypeOf(firstBytes: Uint8Array): string {
  const found = signatures.find(([, first]) => first.every((byte, index) => firstBytes[index] === byte))
  return found?.[0] ?? 'application/octet-stream'
}
