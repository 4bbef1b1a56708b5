import path from 'node:path'
import { Low } from 'lowdb'
import * as z from 'zod'
import { Fault } from '../../../domain/fault.ts'
import type { Origin } from '../../../domain/op.ts'
import { discard, type Workshop } from '../files/replace-file.ts'
import type { WitnessedHead } from '../log/log-change.ts'
import { sealedJsonAdapter } from './sealed-json.ts'

const Heads = z.record(z.string(), z.object({ n: z.int().min(1), head: z.string().nullable() }))
const HeadsFile = z.object({ format: z.literal(2), heads: Heads })

/**
 * A durable note, beside the log, of how far every log had come. A log that was cut at the end of a frame looks whole by
 * itself; this tells. It may be lost without losing anything but that.
 */
export interface Witness {
  /** As they were noted last. */
  readonly heads: ReadonlyMap<Origin, WitnessedHead>
  /** Resolved = durable. */
  save(heads: ReadonlyMap<Origin, WitnessedHead>): Promise<void>
}

export interface WitnessOptions {
  readonly workshop: Workshop
  readonly folder: string
  readonly key: Uint8Array
}

const NAME = 'heads'

export async function openWitness({ workshop, folder, key }: WitnessOptions): Promise<Witness> {
  const low = new Low<unknown>(
    sealedJsonAdapter({
      workshop,
      key,
      path: path.join(folder, `${NAME}.json`),
      context: `snapshot/${NAME}`,
    }),
    null,
  )
  try {
    await low.read()
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'damaged') throw error
  }
  const parsed = HeadsFile.safeParse(low.data)
  await removeOthers(workshop, folder)
  const noted = new Map(parsed.success ? Object.entries(parsed.data.heads) : [])
  const isNoted = (heads: ReadonlyMap<Origin, WitnessedHead>): boolean =>
    heads.size === noted.size &&
    [...heads].every(
      ([origin, { n, head }]) => noted.get(origin)?.n === n && noted.get(origin)?.head === head,
    )
  return {
    heads: new Map(noted),
    save: async (heads) => {
      if (isNoted(heads)) return
      low.data = { format: 2, heads: Object.fromEntries(heads) }
      await low.write()
      noted.clear()
      for (const [origin, head] of heads) noted.set(origin, head)
    },
  }
}

/** Version 0.1.0 kept the folded records here, one file per case file; they are in the ledger now. */
async function removeOthers({ files }: Workshop, folder: string): Promise<void> {
  for (const name of await files.list(folder)) {
    if (!name.startsWith(`${NAME}.`)) await discard(files, path.join(folder, name))
  }
}
