// How long does packing take, and how much memory does the engine need for it?
// npm run bench -- export [--files=1000] [--documents=10] [--format=sip]
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { PackageCheck, PackagesReport } from '../../domain/package-api.ts'
import { createVault } from '../../electron/store/vault.ts'
import { fillPackable } from '../support/packable-vault.ts'
import { memoryOf } from '../support/process-memory.ts'
import { printRows } from './report.ts'

const MEBIBYTE = 2 ** 20
const PASSPHRASE = 'một câu thật dài'
const SAMPLE_MS = 100
const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { files: { type: 'string' }, documents: { type: 'string' }, format: { type: 'string' } },
})
const files = Number(values.files ?? 1000)
const documents = Number(values.documents ?? 10)
const out = path.join(import.meta.dirname, '..')

interface Run {
  readonly code: number
  readonly stdout: string
  readonly seconds: number
  /** The most that was ever resident of the engine's own process; readers are others. */
  readonly peakBytes: number
}

function hoso(...args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const child = spawn(process.execPath, [path.join(out, 'cli/hoso.mjs'), ...args])
    const pieces: Buffer[] = []
    let peakBytes = 0
    const look = (): void => {
      peakBytes = Math.max(peakBytes, memoryOf(child.pid ?? -1)?.peak ?? 0)
    }
    const timer = setInterval(look, SAMPLE_MS)
    child.stdout.on('data', (bytes: Buffer) => void pieces.push(bytes))
    child.stderr.resume()
    child.once('error', reject)
    child.once('close', (code) => {
      clearInterval(timer)
      const seconds = (performance.now() - start) / 1000
      resolve({ code: code ?? -1, stdout: Buffer.concat(pieces).toString('utf8'), seconds, peakBytes })
    })
  })
}

const folder = await mkdtemp(path.join(tmpdir(), 'export-bench-'))
try {
  const kho = path.join(folder, 'kho')
  const secret = path.join(folder, 'secret.txt')
  const packages = path.join(folder, 'packages')
  await writeFile(secret, PASSPHRASE)
  const { vault } = await createVault(
    kho,
    { passphrase: PASSPHRASE },
    {
      clock: { nowMs: () => Date.now() },
      createId: () => crypto.randomUUID(),
      indexWorker: path.join(out, 'index/index-worker.mjs'),
      scryptLogN: 4,
    },
  )
  await fillPackable(vault, { files, documents, role: 'clerk' })
  await vault.close()

  const options = ['--vault', kho, '--passphrase-file', secret]
  const exported = await hoso(
    'export',
    ...options,
    '--out',
    packages,
    '--all',
    '--json',
    '--format',
    values.format ?? 'sip',
  )
  const report = PackagesReport.parse(JSON.parse(exported.stdout))
  const names = (await readdir(packages)).map((name) => path.join(packages, name))
  const verified = await hoso('verify', ...names, '--json')
  const checks = PackageCheck.array().parse(JSON.parse(verified.stdout))
  const faults = checks.reduce((sum, { faultCount }) => sum + faultCount, 0)

  printRows(`export of ${files} case files of ${documents} one-page documents`, [
    { what: 'packed', value: report.packed.length, unit: `of ${report.selected}` },
    { what: 'whole run', value: exported.seconds, unit: 's' },
    { what: 'a package', value: (exported.seconds * 1000) / files, unit: 'ms' },
    { what: 'engine, most memory while packing', value: exported.peakBytes / MEBIBYTE, unit: 'MB' },
    { what: 'verified', value: checks.length, unit: `packages, ${faults} faults` },
    { what: 'verifying a package', value: (verified.seconds * 1000) / files, unit: 'ms' },
    { what: 'most memory while verifying', value: verified.peakBytes / MEBIBYTE, unit: 'MB' },
  ])
  const isWhole = exported.code === 0 && report.packed.length === files && faults === 0
  if (!isWhole) process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}
