import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Programs that others wrote, and that must be able to open what ours writes. */
type Reader = 'qpdf' | 'pdftotext' | 'pdftoppm'

/** Set where a missing program is a failure and not a thing to be told. */
const isRequired = process.env['HOSO_INDEPENDENT_READERS'] === 'required'
const asked = new Map<Reader, boolean>()

/** What qpdf says of a file; it fails where qpdf finds fault with it. */
export function checkWithQpdf(file: Uint8Array): void {
  if (hasReader('qpdf')) withFile(file, (name) => execFileSync('qpdf', ['--check', name], { stdio: 'pipe' }))
}

/** What `pdftotext` gives, page by page; null where it is not on this machine. */
export function popplerTexts(file: Uint8Array, ...options: readonly string[]): readonly string[] | null {
  if (!hasReader('pdftotext')) return null
  const text = withFile(file, (name) =>
    execFileSync('pdftotext', [...options, name, '-'], { encoding: 'utf8', stdio: 'pipe' }),
  )
  return text
    .split('\f')
    .slice(0, -1)
    .map((page) => page.trim())
}

/** How light the middle of the first page is as poppler draws it, 0..255; null where poppler is not on this machine. */
export function popplerMiddle(file: Uint8Array): number | null {
  if (!hasReader('pdftoppm')) return null
  const pgm = withFile(file, (name) =>
    execFileSync('pdftoppm', ['-gray', '-r', '20', '-l', '1', name], { stdio: 'pipe' }),
  )
  // Each sample is a byte, and the picture ends with the file.
  return pgm[pgm.length - 1 - (pgm.length >> 1)] ?? null
}

function hasReader(reader: Reader): boolean {
  const known = asked.get(reader)
  if (known !== undefined) return known
  const isThere = spawnSync(reader, ['--version']).error === undefined
  asked.set(reader, isThere)
  if (!isThere && isRequired) throw new Error(`${reader} is not installed, and is required here`)
  if (!isThere) process.stderr.write(`${reader} is not installed: what it would say is not checked\n`)
  return isThere
}

function withFile<T>(file: Uint8Array, use: (name: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'pdf-a-'))
  try {
    const name = path.join(folder, 'a.pdf')
    writeFileSync(name, file)
    return use(name)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
