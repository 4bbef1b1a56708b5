import { type BagDirection, bagLimits, readBagName } from './bag-format.ts'
import { type BagDisk, withStick } from './bag-ports.ts'
import { bagFault } from './bag-refusal.ts'

/** A folder that may be a bag. */
export interface FoundBag {
  readonly name: string
  /** Path of the folder. */
  readonly folder: string
  readonly set: string
  readonly part: number
}

/**
 * The bags of one direction in a folder, or the folder itself where it is one; those of a set in their order. What else
 * lies on a stick is passed over.
 * @throws Fault 'medium-lost', 'invalid-input' for one bag that goes the other way
 */
export async function findBags(
  disk: BagDisk,
  folder: string,
  direction: BagDirection,
): Promise<readonly FoundBag[]> {
  const own = bagAt(folder, direction)
  if (own !== null) return [own]
  if (bagAt(folder, direction === 'up' ? 'down' : 'up') !== null) {
    throw bagFault('direction', 'it goes the other way')
  }
  const entries = await withStick(() => disk.list(folder, MOST_ON_A_STICK))
  const found = entries.flatMap(({ name, kind }) => {
    const bag = kind === 'folder' ? bagAt(`${folder}/${name}`, direction) : null
    return bag === null ? [] : [bag]
  })
  return found
    .sort((a, b) => (a.set === b.set ? a.part - b.part : a.name < b.name ? -1 : 1))
    .slice(0, bagLimits.bagsAFolder)
}

const MOST_ON_A_STICK = 100_000

function bagAt(folder: string, direction: BagDirection): FoundBag | null {
  const name = folder.split(/[/\\]/).findLast(Boolean) ?? ''
  const said = readBagName(name)
  return said?.direction === direction ? { name, folder, set: said.set, part: said.part } : null
}
