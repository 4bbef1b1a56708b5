import { Fault } from '../../../domain/fault.ts'

const QUANTISATION = 0xdb
const HUFFMAN = 0xc4
const SCAN = 0xda
const TABLES = 4
const CODE_LENGTHS = 16
const MOST_VALUES = 256
const COEFFICIENTS = 64

/**
 * Looks into a segment that tells how the picture is coded: the picture library dies of one that cannot be.
 * @param data of the segment, without its length @see ITU-T T.81 B.2 @throws Fault 'file-corrupt'
 */
export function checkJpegTable(marker: number, data: Uint8Array): void {
  const isSound =
    (marker !== QUANTISATION || isQuantisation(data)) &&
    (marker !== HUFFMAN || isHuffman(data)) &&
    (marker !== SCAN || isScan(data))
  if (!isSound) throw new Fault('file-corrupt', 'a table of the JPEG cannot be')
}

function isQuantisation(data: Uint8Array): boolean {
  let at = 0
  while (at < data.length) {
    const head = data[at] ?? 0
    if ((head & 15) >= TABLES || head >> 4 > 1) return false
    at += 1 + COEFFICIENTS * ((head >> 4) + 1)
  }
  return at === data.length && at > 0
}

function isHuffman(data: Uint8Array): boolean {
  let at = 0
  while (at + CODE_LENGTHS < data.length) {
    const head = data[at] ?? 0
    const counts = data.subarray(at + 1, at + 1 + CODE_LENGTHS)
    if ((head & 15) >= TABLES || head >> 4 > 1 || !isCode(counts)) return false
    at += 1 + CODE_LENGTHS + counts.reduce((sum, count) => sum + count, 0)
  }
  return at === data.length
}

/** Do the codes of all lengths fit beside each other, and is there a place for each of their values? */
function isCode(counts: Uint8Array): boolean {
  let free = 1
  for (const count of counts) {
    free = free * 2 - count
    if (free < 0) return false
  }
  return counts.reduce((sum, count) => sum + count, 0) <= MOST_VALUES
}

function isScan(data: Uint8Array): boolean {
  const components = data[0] ?? 0
  if (components < 1 || components > 4 || data.length !== 4 + 2 * components) return false
  const tables = Array.from({ length: components }, (_, place) => data[2 + 2 * place] ?? 0)
  return tables.every((pair) => pair >> 4 < TABLES && (pair & 15) < TABLES)
}

/** @param data of a frame segment, without its length */
export function checkJpegFrame(data: Uint8Array): void {
  const components = data[5] ?? 0
  const isSound =
    components >= 1 &&
    components <= 4 &&
    data.length === 6 + 3 * components &&
    Array.from({ length: components }, (_, place) => data.subarray(6 + 3 * place, 9 + 3 * place)).every(
      isComponent,
    )
  if (!isSound) throw new Fault('file-corrupt', 'the JPEG does not tell what it is made of')
}

function isComponent([, sampling = 0, table = 0]: Uint8Array): boolean {
  const [across, down] = [sampling >> 4, sampling & 15]
  return across >= 1 && across <= 4 && down >= 1 && down <= 4 && table < TABLES
}
