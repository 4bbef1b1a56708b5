import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { withStick } from '../../domain/bag/bag-ports.ts'
import { errorCode } from '../../domain/medium-fault.ts'
import { readUpdateName, UPDATE_FOLDER, updateLimits } from '../../domain/update/update-format.ts'
import { compareVersions } from '../../domain/update/version.ts'
import { nodeDisk } from './node-disk.ts'

const PIECE_BYTES = 1_048_576
/** What an update file holds beside its payload. */
const AROUND_BYTES = 100_000

/** What became of one update file that the operator put into `updates`. */
export interface CarriedUpdate {
  readonly name: string
  /** `there`: a file of this name and size lies there already. `no-room`: the answer itself went first. */
  readonly result: 'written' | 'there' | 'no-room'
}

/**
 * Puts the newest update file for each kind of PC beside answers, as it is: its own signature is checked by the PC that
 * takes it. It lies beside the bags and not in them, since a station refuses a bag with a file that it does not know.
 * @param from where the operator puts them; none where the folder is not there
 * @throws Fault 'medium-lost', 'no-rights', 'disk-full'
 */
export async function carryUpdates(from: string, answers: string): Promise<readonly CarriedUpdate[]> {
  const carried: CarriedUpdate[] = []
  for (const { name, sizeBytes } of await newestOfEach(from)) {
    const target = path.join(answers, UPDATE_FOLDER, name)
    if ((await sizeOf(target)) === sizeBytes) {
      carried.push({ name, result: 'there' })
      continue
    }
    const { bavail, bsize } = await withStick(() => statfs(answers))
    if (bavail * bsize < sizeBytes + AROUND_BYTES) {
      carried.push({ name, result: 'no-room' })
      continue
    }
    await copyDurably(path.join(from, name), target)
    carried.push({ name, result: 'written' })
  }
  return carried
}

interface UpdateFile {
  readonly name: string
  readonly sizeBytes: number
}

async function newestOfEach(folder: string): Promise<readonly UpdateFile[]> {
  const newest = new Map<string, UpdateFile & { readonly version: string }>()
  for (const name of await namesIn(folder)) {
    const claimed = readUpdateName(name)
    if (claimed === null) continue
    const sizeBytes = await sizeOf(path.join(folder, name))
    if (sizeBytes === null || sizeBytes > updateLimits.payloadBytes + AROUND_BYTES) continue
    const kind = `${claimed.platform} ${claimed.arch}`
    const known = newest.get(kind)
    if (known !== undefined && compareVersions(known.version, claimed.version) >= 0) continue
    newest.set(kind, { name, sizeBytes, version: claimed.version })
  }
  return [...newest.values()]
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).slice(0, updateLimits.filesAFolder)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}

/** Null for what is no plain file. */
async function sizeOf(file: string): Promise<number | null> {
  try {
    const found = await stat(file)
    return found.isFile() ? found.size : null
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

/** A stick that is pulled meanwhile has the whole file or none of its name. */
async function copyDurably(from: string, target: string): Promise<void> {
  const folder = path.dirname(target)
  const draft = `${target}.part`
  await withStick(async () => {
    await mkdir(folder, { recursive: true })
    await rm(draft, { force: true })
    const source = await open(from, 'r')
    try {
      await fill(source, draft)
      await rename(draft, target)
      await nodeDisk.syncFolder(folder)
    } catch (error) {
      // A stick that is gone cannot be tidied; a draft has no name of an update file.
      await rm(draft, { force: true }).catch(() => undefined)
      throw error
    } finally {
      await source.close()
    }
  })
}

async function fill(source: Awaited<ReturnType<typeof open>>, draft: string): Promise<void> {
  const file = await open(draft, 'wx')
  try {
    for (;;) {
      const { bytesRead, buffer } = await source.read(Buffer.allocUnsafe(PIECE_BYTES), 0, PIECE_BYTES)
      if (bytesRead === 0) break
      await file.writeFile(buffer.subarray(0, bytesRead))
    }
    await file.sync()
  } finally {
    await file.close()
  }
}
