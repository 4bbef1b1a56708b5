import { once } from 'node:events'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { ZipFile } from 'yazl'
import { assertNew, createMeter, type PackageSink } from './sink.ts'
import { syncFolder } from './sync-folder.ts'
import { zipTime } from './vietnam-time.ts'

/** The pictures of a PDF are coded already; more work than this makes them hardly smaller. */
const PDF_LEVEL = 1
const XML_LEVEL = 6
const BUFFER_BYTES = 1024 * 1024

interface ZipRequest {
  readonly folder: string
  /** Of the folder in the zip, and of the zip before `.zip`. */
  readonly root: string
  /** Stands in the zip for every file. */
  readonly createdMs: number
}

/** Writes a zip as its files come; of a file nothing is kept but its place. The same calls give the same bytes. */
export async function createZipSink({ folder, root, createdMs }: ZipRequest): Promise<PackageSink> {
  const file = path.join(folder, `${root}.zip`)
  await assertNew(file, `${root}.zip`)
  const draft = `${file}.part`
  const handle = await open(draft, 'w')
  const zip = new ZipFile()
  const mtime = zipTime(createdMs)
  const drained = drain(zip, handle)
  // Whoever writes races against it; on its own it is nobody's.
  const failed = drained.then(() => new Promise<never>(() => {}))
  failed.catch(() => {})

  return {
    put: async (name, fill) => {
      const meter = createMeter()
      const pass = new PassThrough({ highWaterMark: BUFFER_BYTES })
      const compressionLevel = name.endsWith('.pdf') ? PDF_LEVEL : XML_LEVEL
      const options = { mtime, mode: 0o100644, forceDosTimestamp: true, compressionLevel }
      const taken = once(pass, 'end')
      // A filling that fails leaves it waiting.
      taken.catch(() => {})
      zip.addReadStream(pass, `${root}/${name}`, options)
      try {
        const result = await fill(async (bytes) => {
          meter.add(bytes)
          if (!pass.write(bytes)) await Promise.race([once(pass, 'drain'), failed])
        })
        pass.end()
        await Promise.race([taken, failed])
        return { file: meter.written(name), result }
      } catch (error) {
        pass.destroy()
        throw error
      }
    },
    finish: async () => {
      zip.end()
      const sizeBytes = await drained
      await handle.sync()
      await handle.close()
      await rename(draft, file)
      await syncFolder(folder)
      return sizeBytes
    },
    discard: async () => {
      outputOf(zip).destroy()
      await drained.catch(() => {})
      // Closing twice does nothing; a medium that is gone cannot be closed or tidied, and says so elsewhere.
      await handle.close().catch(() => {})
      await rm(draft, { force: true }).catch(() => {})
    },
  }
}

/** yazl makes it a PassThrough, which its types do not say. */
function outputOf(zip: ZipFile): PassThrough {
  if (zip.outputStream instanceof PassThrough) return zip.outputStream
  throw new TypeError('the zip is written to an unknown stream')
}

async function drain(zip: ZipFile, handle: FileHandle): Promise<number> {
  let sizeBytes = 0
  for await (const chunk of outputOf(zip)) {
    // A PassThrough without encoding or object mode gives nothing else.
    const bytes = chunk as Uint8Array
    await handle.writeFile(bytes)
    sizeBytes += bytes.length
  }
  return sizeBytes
}
