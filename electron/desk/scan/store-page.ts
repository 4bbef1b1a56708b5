import type { Edit } from '../../../domain/op.ts'
import { newChoice, newOverride, setBatchSource, withheldSource } from '../../../domain/records/batch.ts'
import { type Blobs, isoNow, type Records, type Surroundings } from '../ports.ts'
import type { Sitting, SittingPage } from './kept-sitting.ts'
import type { LookedPage } from './look-at-page.ts'

export interface StorePorts {
  readonly records: Records
  readonly blobs: Blobs
  readonly surroundings: Surroundings
  /** Asked before a page is stored. @throws Fault 'disk-full' */
  readonly assertRoom: (sizeBytes: number) => Promise<void>
}

interface Clear {
  readonly bytes: Uint8Array
  readonly looked: Extract<LookedPage, { kind: 'clear' }>
  readonly isCleared: boolean
  /** `quet` or `dan`. */
  readonly origin: string
}

/** Stores a page that was looked at and names it in its batch; resolved = both are durable. Blob first, record after. */
export async function storePage(
  { records, blobs, surroundings, assertRoom }: StorePorts,
  sitting: Sitting,
  { bytes, looked, isCleared, origin }: Clear,
): Promise<SittingPage> {
  await assertRoom(bytes.length)
  const { sha, sizeBytes } = await blobs.put(once(bytes))
  const at = isoNow(surroundings.clock)
  const { batch, sources } = sitting
  const taken = {
    kind: 'taken',
    source: sha,
    sizeBytes,
    pages: 1,
    ...(looked.isUnseen ? { unseen: 1 } : {}),
  } as const
  const name = nameOf(bytes, { origin, at, number: sources + 1 })
  await records.append([
    ...(sources === 0 ? newChoice(batch, at, 0) : []),
    ...(isCleared ? [newOverride(batch, surroundings.createId(), at)] : []),
    setBatchSource(batch, sources, { name, path: '', outcome: taken }),
  ])
  const { isBlank, sheet } = looked
  return { id: surroundings.createId(), source: sha, isBlank, sheet, isCleared, isReplaced: false }
}

/** In place of a page that is a state secret: its turn in the batch and nothing else. */
export async function withholdPage(
  { records, surroundings }: StorePorts,
  sitting: Sitting,
): Promise<Sitting> {
  const at = isoNow(surroundings.clock)
  const { batch, sources, withheld } = sitting
  const begin: readonly Edit[] = sources === 0 ? newChoice(batch, at, 0) : []
  await records.append([...begin, setBatchSource(batch, sources, withheldSource(at))])
  return { ...sitting, sources: sources + 1, withheld: withheld + 1 }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** `quet-2026-11-23-0712-001.jpg`: by its time, in Latin letters, since it may become the name of a file. */
function nameOf(
  bytes: Uint8Array,
  { origin, at, number }: { readonly origin: string; readonly at: string; readonly number: number },
): string {
  const ending = bytes[0] === 0xff ? 'jpg' : 'png'
  const time = `${at.slice(0, 10)}-${at.slice(11, 13)}${at.slice(14, 16)}`
  return `${origin}-${time}-${String(number).padStart(3, '0')}.${ending}`
}
