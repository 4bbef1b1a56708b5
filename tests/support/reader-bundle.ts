import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'

const root = path.join(import.meta.dirname, '../..')
const output = path.join(root, 'node_modules/.cache/tests/reader')

/**
 * Bundles the reader process as the program does, and returns the file to fork. Each test process makes its own copy:
 * two that run at once must not write one file.
 */
export async function bundleReader(): Promise<string> {
  await mkdir(output, { recursive: true })
  const file = path.join(output, `reader-process-${process.pid}.mjs`)
  await build({
    absWorkingDir: root,
    entryPoints: ['electron/digitise/reader-process.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  })
  return file
}
