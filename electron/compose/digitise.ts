import path from 'node:path'
import { loadAuthority } from '../desk/authority-files.ts'
import { openSourceFile } from '../desk/source-file.ts'
import { digitiseFiles } from '../digitise/digitise-files.ts'
import { createReaderPool, type ForkReader } from '../digitise/reader-pool.ts'

/** What the command can be asked for beside text and JSON. */
export { extraOutputs } from '../digitise/write-results.ts'

const REQUEST_TIMEOUT_MS = 180_000

type DigitiseFiles = Parameters<typeof digitiseFiles>[0]

interface Digitise extends Pick<DigitiseFiles, 'paths' | 'outFolder' | 'extra' | 'onProgress'> {
  readonly assetsFolder: string
  readonly fork: ForkReader
  readonly readers: number
}

/** Reads files without any vault: what `hoso digitise` does. */
export async function digitise({ assetsFolder, fork, readers, ...files }: Digitise) {
  const authority = await loadAuthority(path.join(assetsFolder, 'authority'))
  const pool = createReaderPool({ fork, readers, requestTimeoutMs: REQUEST_TIMEOUT_MS })
  try {
    return await digitiseFiles({
      ...files,
      pool,
      openFile: openSourceFile,
      documentTypes: authority.documentTypes.entries,
    })
  } finally {
    await pool.close()
  }
}
