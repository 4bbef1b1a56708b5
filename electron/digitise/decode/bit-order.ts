const mirrored = Uint8Array.from({ length: 256 }, (_, byte) => {
  let result = 0
  for (let place = 0; place < 8; place += 1) result |= ((byte >> place) & 1) << (7 - place)
  return result
})

/** The bytes with their bits in the opposite order. */
export function mirroredBits(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => mirrored[byte] ?? 0)
}
