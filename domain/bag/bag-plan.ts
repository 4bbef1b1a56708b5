import { bagLimits } from './bag-format.ts'

/** A file of the payload that is to be written. */
export interface BagItem {
  /** In the bag, from its root. */
  readonly name: string
  /** At most so many bytes before they are sealed. */
  readonly plainBytes: number
  /** Opened when it is this file's turn. */
  readonly content: () => AsyncIterable<Uint8Array | string>
  /** Is this failure of the content a reason to leave out this file alone? */
  readonly isSkipped?: (error: unknown) => boolean
}

export interface PlanLimits {
  readonly bagBytes: number
  readonly bagFiles: number
}

/** Room for the tag files, and for the rest of the last cluster of each file on FAT32. */
const TAG_BYTES = 65_536
const CLUSTER_BYTES = 32_768
const CHUNK_BYTES = 65_536
const SEAL_BYTES = 16
const HEADER_BYTES = 300
const STANZA_BYTES = 120

/** At most so many bytes does the age format make of a file. @see https://age-encryption.org/v1 */
function sealedBytes(plainBytes: number, receivers: number): number {
  const chunks = Math.floor(plainBytes / CHUNK_BYTES) + 1
  return plainBytes + chunks * SEAL_BYTES + HEADER_BYTES + receivers * STANZA_BYTES
}

/**
 * Which files go into which bag, in their order. A bag that would grow too large is followed by the next; there is at
 * least one.
 */
export function planBags(
  items: readonly BagItem[],
  receivers: number,
  { bagBytes, bagFiles }: PlanLimits = bagLimits,
): readonly (readonly BagItem[])[] {
  const bags: BagItem[][] = [[]]
  let used = TAG_BYTES
  for (const item of items) {
    const size = sealedBytes(item.plainBytes, receivers)
    const last = bags.at(-1)
    const isFull = last === undefined || last.length + 1 >= bagFiles || used + size > bagBytes
    if (last !== undefined && (!isFull || last.length === 0)) last.push(item)
    else {
      bags.push([item])
      used = TAG_BYTES
    }
    used += size
  }
  return bags
}

/** At most so many bytes do these files take on the medium. */
export function neededBytes(bags: readonly (readonly BagItem[])[], receivers: number): number {
  const files = bags.flat()
  const content = files.reduce((sum, { plainBytes }) => sum + sealedBytes(plainBytes, receivers), 0)
  return content + files.length * CLUSTER_BYTES + bags.length * (TAG_BYTES + 6 * CLUSTER_BYTES)
}

/** Most bytes that a text can take in UTF-8. */
export function mostTextBytes(text: string): number {
  return text.length * 3
}
