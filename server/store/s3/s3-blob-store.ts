import { Fault } from '../../../domain/fault.ts'
import type { Sha256 } from '../../../domain/op.ts'
import type { BlobStore } from '../blob-store.ts'
import type { FileBlobStore, StoredPlace } from '../file-blob-store.ts'
import type { S3Bucket } from './s3-bucket.ts'

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 300_000
/** How many blobs that waited are sent at a time. */
const SENT_AT_ONCE = 4

export interface S3BlobStore extends BlobStore {
  /** How many blobs wait on this machine for S3. */
  waiting(): Promise<number>
  /** Sends what waits; whatever S3 does not take goes on waiting. @returns how many were sent */
  drain(): Promise<number>
  close(): Promise<void>
}

interface S3BlobStorePorts {
  readonly bucket: S3Bucket
  /** Where blobs wait; what lies there from a time without S3 is sent as well. */
  readonly local: FileBlobStore
  /** Spreads the tries; from 0 to 1. */
  readonly random: () => number
  /** What S3 did, for whoever reads the log. */
  readonly report: (state: 'cannot be reached' | 'is back', error?: unknown) => void
}

interface Line {
  /** Of the waiting before the next try; 0 while S3 answers. */
  waitMs: number
  timer: NodeJS.Timeout | null
  isClosed: boolean
}

/**
 * The blob store in S3, `blobs/<commune>/<first two digits>/<sha>`. A blob is first durable on this machine and leaves it only
 * when S3 has it and has told its size; where S3 is away it waits, is served from here, and is sent later, also by the next
 * start. Nothing is ever removed from S3.
 */
export function createS3BlobStore(ports: S3BlobStorePorts): S3BlobStore {
  const { line, running, attempt } = createLine(ports, () => void drain())
  const { bucket, local } = ports

  async function drain(): Promise<number> {
    let sent = 0
    let some: StoredPlace[] = []
    const sendSome = async (): Promise<boolean> => {
      const outcomes = await Promise.all(some.map(attempt))
      some = []
      sent += outcomes.filter(Boolean).length
      return outcomes.every(Boolean)
    }
    for await (const place of local.list()) {
      if (line.isClosed) return sent
      some.push(place)
      if (some.length === SENT_AT_ONCE && !(await sendSome())) return sent
    }
    await sendSome()
    return sent
  }

  return {
    adopt: async (commune, sha, file) => {
      await local.adopt(commune, sha, file)
      // While S3 is known to be away nobody waits for it.
      if (line.waitMs === 0) await attempt({ commune, sha })
    },
    size: async (commune, sha) => (await local.size(commune, sha)) ?? bucket.head(keyOf({ commune, sha })),
    read: async (commune, sha, range) => {
      if ((await local.size(commune, sha)) !== null) {
        const here = await readIfAny(() => local.read(commune, sha, range))
        if (here !== null) return here
      }
      const there = await bucket.get(keyOf({ commune, sha }), range)
      if (there === null) throw new Fault('file-missing', `no blob ${sha}`)
      return there
    },
    waiting: async () => {
      let count = 0
      for await (const _ of local.list()) count += 1
      return count
    },
    drain,
    close: async () => {
      if (line.isClosed) return
      line.isClosed = true
      if (line.timer !== null) clearTimeout(line.timer)
      await Promise.allSettled(running.values())
      await bucket.close()
    },
  }
}

/** Sends blobs one by one and remembers whether S3 answers; while it does not, `again` is called after longer and longer waits. */
function createLine({ bucket, local, report, random }: S3BlobStorePorts, again: () => void) {
  const line: Line = { waitMs: 0, timer: null, isClosed: false }
  const running = new Map<string, Promise<void>>()

  /** One sender for each blob, however many bring it. */
  function send(place: StoredPlace): Promise<void> {
    const key = keyOf(place)
    const sending = running.get(key) ?? sendOne(bucket, local, place).finally(() => running.delete(key))
    running.set(key, sending)
    return sending
  }

  function laterIfAway(error: unknown): void {
    if (line.waitMs === 0) report('cannot be reached', error)
    line.waitMs = Math.min(Math.max(line.waitMs * 2, FIRST_WAIT_MS), LONGEST_WAIT_MS)
    if (line.timer !== null || line.isClosed) return
    line.timer = setTimeout(
      () => {
        line.timer = null
        again()
      },
      line.waitMs * (0.5 + random() / 2),
    )
    line.timer.unref()
  }

  /** @returns whether S3 has the blob */
  async function attempt(place: StoredPlace): Promise<boolean> {
    try {
      await send(place)
    } catch (error) {
      laterIfAway(error)
      return false
    }
    if (line.waitMs > 0) report('is back')
    line.waitMs = 0
    return true
  }
  return { line, running, attempt }
}

/** Puts the blob where S3 lacks it, and lets go of the file only after S3 told its size. */
async function sendOne(bucket: S3Bucket, local: FileBlobStore, place: StoredPlace): Promise<void> {
  const { commune, sha } = place
  const sizeBytes = await local.size(commune, sha)
  if (sizeBytes === null) return
  const key = keyOf(place)
  if ((await bucket.head(key)) !== sizeBytes) {
    await bucket.put(key, { file: local.fileOf(commune, sha), sha, sizeBytes })
    const told = await bucket.head(key)
    if (told !== sizeBytes) throw new Error(`S3 has ${told} bytes of ${sizeBytes}`)
  }
  await local.remove(commune, sha)
}

function keyOf({ commune, sha }: { readonly commune: string; readonly sha: Sha256 }): string {
  return `blobs/${commune}/${sha.slice(0, 2)}/${sha}`
}

/** Null where the file went to S3 between the look and the reading. */
async function readIfAny<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Fault && error.code === 'file-missing') return null
    throw error
  }
}
