import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Row } from './report.ts'

// This bundle stands in out/bench.
const bundle = path.join(import.meta.dirname, '../renderer')
const MEGABYTE = 1_000_000

/** The program of the window as it would be sent compressed, without fonts and pdf.js. */
export async function measureBundle(): Promise<readonly Row[]> {
  const files = (await readdir(bundle, { recursive: true })).filter(
    (file) => /[.](js|css|html)$/.test(file) && !path.basename(file).includes('pdf'),
  )
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(path.join(bundle, file))).length),
  )
  const total = sizes.reduce((sum, size) => sum + size, 0)
  return [{ what: `${files.length} files, gzip (wanted: below 1.5)`, value: total / MEGABYTE, unit: 'MB' }]
}
