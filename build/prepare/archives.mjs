import { inflateRawSync } from 'node:zlib'

const TAR_BLOCK_BYTES = 512
const ZIP_END_SIGNATURE = Buffer.from('PK\x05\x06', 'latin1')
const ZIP_DEFLATED = 8

/**
 * The bytes of one member of an uncompressed tar (POSIX ustar, names up to 100 bytes, as npm writes them).
 * @param {Buffer} tar @param {string} name
 */
export function readTarMember(tar, name) {
  for (let at = 0; at + TAR_BLOCK_BYTES <= tar.length; ) {
    const sizeBytes = Number.parseInt(tar.toString('latin1', at + 124, at + 136), 8) || 0
    const from = at + TAR_BLOCK_BYTES
    if (untilZero(tar.subarray(at, at + 100)) === name) return tar.subarray(from, from + sizeBytes)
    at = from + Math.ceil(sizeBytes / TAR_BLOCK_BYTES) * TAR_BLOCK_BYTES
  }
  throw new Error(`the archive has no member ${name}`)
}

/** @param {Buffer} field */
function untilZero(field) {
  const end = field.indexOf(0)
  return field.toString('utf8', 0, end === -1 ? field.length : end)
}

/**
 * The files and folders of a zip without zip64, in the order of its central directory.
 * @param {Buffer} zip
 * @returns {Generator<{ readonly name: string, readonly mode: number, readonly read: () => Buffer }>}
 *   mode = Unix permission bits, 0 where the archive has none
 */
export function* readZipMembers(zip) {
  const end = zip.lastIndexOf(ZIP_END_SIGNATURE)
  if (end === -1) throw new Error('this is not a zip archive')
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const entry = readCentralEntry(zip, at)
    yield { name: entry.name, mode: entry.mode, read: () => readZipBytes(zip, entry) }
    at = entry.nextAt
  }
}

/** One record of the central directory (APPNOTE 4.3.12). @param {Buffer} zip @param {number} at */
function readCentralEntry(zip, at) {
  const nameBytes = zip.readUInt16LE(at + 28)
  const extraBytes = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  return {
    name: zip.toString('utf8', at + 46, at + 46 + nameBytes),
    mode: (zip.readUInt32LE(at + 38) >>> 16) & 0o777,
    method: zip.readUInt16LE(at + 10),
    packedBytes: zip.readUInt32LE(at + 20),
    localAt: zip.readUInt32LE(at + 42),
    nextAt: at + 46 + nameBytes + extraBytes,
  }
}

/** @param {Buffer} zip @param {ReturnType<typeof readCentralEntry>} entry */
function readZipBytes(zip, { localAt, packedBytes, method, name }) {
  const from = localAt + 30 + zip.readUInt16LE(localAt + 26) + zip.readUInt16LE(localAt + 28)
  const packed = zip.subarray(from, from + packedBytes)
  if (method === 0) return packed
  if (method !== ZIP_DEFLATED) throw new Error(`${name} is packed in an unknown way (${method})`)
  return inflateRawSync(packed)
}

/**
 * An asar archive of a few files at its top level. Its head is a Chromium pickle of the JSON index.
 * @param {Readonly<Record<string, Buffer>>} contents name -> bytes
 */
export function writeAsar(contents) {
  /** @type {Record<string, { size: number, offset: string }>} */
  const files = {}
  let offsetBytes = 0
  for (const [name, bytes] of Object.entries(contents)) {
    files[name] = { size: bytes.length, offset: String(offsetBytes) }
    offsetBytes += bytes.length
  }
  const index = Buffer.from(JSON.stringify({ files }))
  const paddedBytes = Math.ceil(index.length / 4) * 4
  const head = Buffer.alloc(16 + paddedBytes)
  for (const [place, value] of [4, paddedBytes + 8, paddedBytes + 4, index.length].entries()) {
    head.writeUInt32LE(value, place * 4)
  }
  index.copy(head, 16)
  return Buffer.concat([head, ...Object.values(contents)])
}
