import type { Random } from '../fixtures/random.ts'

type Harm = (bytes: Buffer, random: Random) => Buffer

function flipBits(bytes: Buffer, random: Random): Buffer {
  const harmed = Buffer.from(bytes)
  for (let flip = random.int(1, 24); flip > 0; flip--) {
    const at = random.int(0, harmed.length - 1)
    harmed.writeUInt8(harmed.readUInt8(at) ^ (1 << random.int(0, 7)), at)
  }
  return harmed
}

function truncate(bytes: Buffer, random: Random): Buffer {
  return bytes.subarray(0, random.int(0, bytes.length - 1))
}

/** Writes a number where the file keeps one, most likely a length or a place. */
function lieAboutLength(bytes: Buffer, random: Random): Buffer {
  const harmed = Buffer.from(bytes)
  const digits = [...bytes.toString('latin1').matchAll(/\b\d{1,6}\b/g)]
  if (digits.length > 3 && random.chance(0.7)) {
    const chosen = random.pick(digits)
    const lie = random.pick(['0', '9', '-1', '4294967295'])
    harmed.write(lie.padEnd(chosen[0].length).slice(0, chosen[0].length), chosen.index, 'latin1')
    return harmed
  }
  const at = random.int(0, Math.max(0, harmed.length - 4))
  if (at + 4 > harmed.length) return harmed
  harmed.writeUInt32BE(
    random.pick([0, 1, 0x7fffffff, 0xffffffff, harmed.length, random.int(0, 2 ** 32 - 1)]),
    at,
  )
  return harmed
}

function stretch(bytes: Buffer, random: Random): readonly [start: number, end: number] {
  const start = random.int(0, bytes.length - 1)
  return [start, Math.min(bytes.length, start + random.int(1, Math.max(1, bytes.length >> 2)))]
}

function swapChunks(bytes: Buffer, random: Random): Buffer {
  const [start, middle] = stretch(bytes, random)
  const end = random.int(middle, bytes.length)
  return Buffer.concat([
    bytes.subarray(0, start),
    bytes.subarray(middle, end),
    bytes.subarray(start, middle),
    bytes.subarray(end),
  ])
}

function duplicateChunk(bytes: Buffer, random: Random): Buffer {
  const [start, end] = stretch(bytes, random)
  return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start, end), bytes.subarray(end)])
}

function cutOutChunk(bytes: Buffer, random: Random): Buffer {
  const [start, end] = stretch(bytes, random)
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)])
}

function fillChunk(bytes: Buffer, random: Random): Buffer {
  const [start, end] = stretch(bytes, random)
  return Buffer.from(bytes).fill(random.pick([0, 255, 0x20]), start, end)
}

/** Objects of a PDF written twice under the same number, the second time with another's content. */
function duplicateObject(bytes: Buffer, random: Random): Buffer {
  const objects = [...bytes.toString('latin1').matchAll(/\d+ 0 obj[^]*?endobj/g)]
  if (objects.length < 2) return duplicateChunk(bytes, random)
  const [first, second] = random.sample(objects, 2)
  const body = second?.[0].replace(/^\d+ 0 obj/, first?.[0].match(/^\d+ 0 obj/)?.[0] ?? '') ?? ''
  const at = random.pick(objects).index
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(`${body}\n`, 'latin1'), bytes.subarray(at)])
}

const harms: readonly Harm[] = [
  flipBits,
  truncate,
  lieAboutLength,
  lieAboutLength,
  swapChunks,
  duplicateChunk,
  cutOutChunk,
  fillChunk,
  duplicateObject,
]

/** A file that was harmed in one to three ways; the same for the same source of choices. */
export function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  let harmed: Buffer = Buffer.from(bytes)
  for (let count = random.int(1, 3); count > 0 && harmed.length > 1; count--)
    harmed = random.pick(harms)(harmed, random)
  return harmed
}
