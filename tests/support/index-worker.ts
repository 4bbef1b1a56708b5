import { mkdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import { buildSync } from 'esbuild'

const root = path.join(import.meta.dirname, '../..')
const folder = path.join(root, 'node_modules/.cache/tests/index')

/**
 * Bundles the thread of the search index as the program does, and returns the file to start. Test processes run side by
 * side: each makes the whole file and moves it to its place at once.
 */
export function bundleIndexWorker(): string {
  mkdirSync(folder, { recursive: true })
  const draft = path.join(folder, `index-worker-${process.pid}.mjs`)
  buildSync({
    absWorkingDir: root,
    entryPoints: ['electron/store/search/index-worker.ts'],
    outfile: draft,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  })
  renameSync(draft, indexWorker)
  return indexWorker
}

/** Where `bundleIndexWorker` puts it; a child process of a test that bundled it starts the same. */
export const indexWorker = path.join(folder, 'index-worker.mjs')
