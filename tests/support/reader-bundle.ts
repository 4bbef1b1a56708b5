import { mkdir, rename } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'

const root = path.join(import.meta.dirname, '../..')
const folder = path.join(root, 'node_modules/.cache/tests/reader')

const programs = {
  'reader-process.mjs': 'electron/digitise/reader-process.ts',
  'engine-thread.mjs': 'electron/digitise/recognise/engine-thread.ts',
}

/**
 * Bundles the reader process and the thread of its reading engine as the program does, and returns the file to fork. Test
 * processes run side by side: each makes the whole files and moves them to their place at once, so that none forks a
 * half-written one.
 */
export async function bundleReader(): Promise<string> {
  await mkdir(folder, { recursive: true })
  for (const [name, entry] of Object.entries(programs)) {
    const draft = path.join(folder, `${process.pid}-${name}`)
    await build({
      absWorkingDir: root,
      entryPoints: [entry],
      outfile: draft,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      logLevel: 'warning',
    })
    await rename(draft, path.join(folder, name))
  }
  return path.join(folder, 'reader-process.mjs')
}
