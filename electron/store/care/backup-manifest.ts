import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { Fault } from '../../../domain/fault.ts'
import { Vector } from '../../../domain/op.ts'
import type { Files, OpenFile } from '../files/files.ts'

/*
 * A manifest is text, one JSON value a line, so that a million files are read without being held: the head, one line a
 * file sorted by path, and the foot. The foot's hash covers every byte before it, so anybody can tell damage; its MAC,
 * under a key derived from the data key, tells whoever has the passphrase that it is of this vault.
 */
const FORMAT = 1
const PIECE_BYTES = 262_144

const safeName = '[A-Za-z0-9][A-Za-z0-9._-]{0,120}'
const StoredPath = z
  .string()
  .regex(
    new RegExp(
      `^(vault\\.json|station\\.key|(keys|settings)/${safeName}|log/[a-z2-7]{16}\\.\\d{1,16}/\\d{1,16}\\.log|blobs/[0-9a-f]{2}/[0-9a-f]{64})$`,
    ),
  )
const Digest = z.string().regex(/^[0-9a-f]{64}$/)

/** One file of the vault, as it lay on the disk. `sha256` is of the sealed bytes and names the object. */
export const BackupEntry = z.object({ path: StoredPath, sizeBytes: z.int().min(0), sha256: Digest })
export type BackupEntry = z.infer<typeof BackupEntry>

const BackupHead = z.object({
  format: z.literal(FORMAT),
  vault: z.uuid(),
  /** ISO 8601 instant. */
  time: z.string(),
  program: z.string(),
  vector: Vector,
  /** Origins whose log was damaged when this was made: only what stood before the damage is in it. */
  damaged: z.array(z.string()),
})
export type BackupHead = z.infer<typeof BackupHead>

const BackupFoot = z.object({
  files: z.int().min(0),
  bytes: z.int().min(0),
  sha256: Digest,
  mac: z.string(),
})
export type BackupFoot = z.infer<typeof BackupFoot>

export interface ManifestWriter {
  add(entry: BackupEntry): Promise<void>
  /** Writes the foot and makes all of it durable. */
  finish(): Promise<BackupFoot>
}

/** Writes a manifest into a new file; entries must come sorted by path. */
export async function writeManifest(
  file: OpenFile,
  key: Uint8Array,
  head: Omit<BackupHead, 'format'>,
): Promise<ManifestWriter> {
  const hash = createHash('sha256')
  const state = { waiting: '', at: 0, files: 0, bytes: 0 }
  const flush = async (): Promise<void> => {
    const bytes = Buffer.from(state.waiting)
    state.waiting = ''
    await file.write(bytes, state.at)
    state.at += bytes.length
  }
  const line = async (value: object): Promise<void> => {
    const text = `${JSON.stringify(value)}\n`
    hash.update(text)
    state.waiting += text
    if (state.waiting.length >= PIECE_BYTES) await flush()
  }
  await line({ format: FORMAT, ...head })
  return {
    add: async (entry) => {
      state.files += 1
      state.bytes += entry.sizeBytes
      await line(entry)
    },
    finish: async () => {
      const sha256 = hash.digest('hex')
      const foot = { files: state.files, bytes: state.bytes, sha256, mac: macOf(key, sha256) }
      state.waiting += `${JSON.stringify(foot)}\n`
      await flush()
      await file.datasync()
      return foot
    },
  }
}

function macOf(key: Uint8Array, sha256: string): string {
  return createHmac('sha256', key).update(sha256).digest('base64url')
}

/** Was a manifest made by whoever holds the key? */
export function isAuthentic({ sha256, mac }: BackupFoot, key: Uint8Array): boolean {
  const expected = Buffer.from(macOf(key, sha256))
  const found = Buffer.from(mac)
  return expected.length === found.length && timingSafeEqual(expected, found)
}

/**
 * Reads a manifest to its end and checks its own hash.
 * @throws Fault 'damaged' where a byte was altered or the end is missing, 'newer-version'
 */
export async function readManifest(
  files: Files,
  manifest: string,
): Promise<{ readonly head: BackupHead; readonly foot: BackupFoot }> {
  const hash = createHash('sha256')
  let head: BackupHead | null = null
  let last: string | null = null
  let lines = 0
  for await (const text of linesOf(files, manifest)) {
    if (last !== null) {
      hash.update(`${last}\n`)
      head ??= headOf(last)
    }
    last = text
    lines += 1
  }
  const foot = BackupFoot.safeParse(parseLine(last ?? ''))
  const isWhole = head !== null && foot.success && foot.data.files === lines - 2
  if (head === null || !foot.success || !isWhole || hash.digest('hex') !== foot.data.sha256) throw damaged()
  return { head, foot: foot.data }
}

/** The files of a manifest that was read before, in its order. */
export async function* manifestEntries(files: Files, manifest: string): AsyncGenerator<BackupEntry> {
  let line = 0
  for await (const text of linesOf(files, manifest)) {
    line += 1
    if (line === 1) continue
    const value = parseLine(text)
    if (BackupFoot.safeParse(value).success) return
    const entry = BackupEntry.safeParse(value)
    if (!entry.success) throw damaged()
    yield entry.data
  }
}

function headOf(text: string): BackupHead {
  const value = parseLine(text)
  const versioned = z.object({ format: z.int() }).safeParse(value)
  if (versioned.success && versioned.data.format > FORMAT) {
    throw new Fault('newer-version', `the backup has format ${versioned.data.format}`, {
      detail: { format: versioned.data.format, known: FORMAT },
    })
  }
  const head = BackupHead.safeParse(value)
  if (!head.success) throw damaged()
  return head.data
}

/** Undefined for what is no JSON. */
function parseLine(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function damaged(): Fault {
  return new Fault('damaged', 'a manifest of the backup was altered or is not whole', {
    detail: { part: 'backup', reason: 'backup' },
  })
}

/** Every line but what follows the last line feed: a manifest whose end is missing has no foot. */
async function* linesOf(files: Files, manifest: string): AsyncGenerator<string> {
  const file = await files.open(manifest, 'read')
  if (file === null) throw damaged()
  try {
    let rest: Buffer = Buffer.alloc(0)
    for (let at = 0; ; ) {
      const piece = await file.read(PIECE_BYTES, at)
      if (piece.length === 0) return
      at += piece.length
      rest = Buffer.concat([rest, piece])
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
        yield rest.toString('utf8', 0, end)
        rest = rest.subarray(end + 1)
      }
    }
  } finally {
    await file.close()
  }
}
