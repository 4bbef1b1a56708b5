import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'

const root = path.join(import.meta.dirname, '../..')
const output = path.join(root, 'node_modules/.cache/tests/children')

/**
 * Bundles a program for a child process, where its packages are found, and returns the file to run. Each test process
 * makes its own copy: two that run at once must not write one file.
 */
export async function bundleChild(entry: string): Promise<string> {
  await mkdir(output, { recursive: true })
  const file = path.join(output, `${path.basename(entry, '.ts')}-${process.pid}.mjs`)
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
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
