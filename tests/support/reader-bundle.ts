import { mkdir, rename } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'

const root = path.join(import.meta.dirname, '../..')
const folder = path.join(root, 'node_modules/.cache/tests/reader')

/**
 * Bundles the reader process as the program does, and returns the file to fork. Test processes run side by side: each
 * makes the whole file and moves it to its place at once, so that none forks a half-written one.
 */
export async function bundleReader(): Promise<string> {
  await mkdir(folder, { recursive: true })
  const draft = path.join(folder, `reader-process-${process.pid}.mjs`)
  await build({
    absWorkingDir: root,
    entryPoints: ['electron/digitise/reader-process.ts'],
    outfile: draft,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  })
  const file = path.join(folder, 'reader-process.mjs')
  await rename(draft, file)
  return file
}
