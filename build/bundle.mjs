// Bundles every part into `out`, unless nothing changed since the last time. `--force` bundles anyway.
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { bundleSources, bundleTargets } from './bundle-targets.mjs'
import { inRoot, isProgram } from './paths.mjs'
import { Obstacle, runCommand } from './prepare/report.mjs'
import { isMissing } from './prepare/stamp.mjs'
import { prepare } from './prepare.mjs'

const stampFile = inRoot('out/.bundled')

/**
 * Brings `out` up to date with the sources.
 * @param {{ force?: boolean, version?: string | undefined }} [options] version: what the program calls itself, where not as in package.json
 */
export async function bundle({ force = false, version } = {}) {
  const fingerprint = `${fingerprintSources()} ${version ?? ''}`
  if (!force && readBundled() === fingerprint) return
  // Imported late: it costs a warm start more than all the rest of this file.
  const { build } = await import('esbuild')
  const targets = bundleTargets.filter((target) => existsSync(inRoot(target.entry)))

  rmSync(stampFile, { force: true })
  for (const { output } of targets) rmSync(inRoot('out', output), { recursive: true, force: true })
  const runs = await Promise.allSettled(
    targets.map(({ entry, options }) =>
      build({ ...options, define: { ...options.define, ...versionOf(version) }, entryPoints: [entry] }),
    ),
  )
  const failed = targets.filter((_, place) => runs[place]?.status === 'rejected')
  // esbuild has already shown each error with its place.
  if (failed.length > 0)
    throw new Obstacle(`bundling failed for ${failed.map((target) => target.entry).join(', ')}.`)
  for (const { output, copies } of targets) copyAll(output, copies ?? {})
  await writeManual(inRoot('out/renderer/manual'))
  mkdirSync(inRoot('out'), { recursive: true })
  writeFileSync(stampFile, fingerprint)
}

/** @param {string | undefined} version @returns {Record<string, string>} */
function versionOf(version) {
  return version === undefined ? {} : { PACKAGED_VERSION: JSON.stringify(version) }
}

/** The manual as the window shows it; its PDF is made by `manual.mjs`, which needs Electron. @param {string} folder */
async function writeManual(folder) {
  const [{ readBook }, { writeProgramPages }, { readProgramTables }] = await Promise.all([
    import('./manual/book.mjs'),
    import('./manual/pages.mjs'),
    import('./manual/program-tables.mjs'),
  ])
  writeProgramPages(readBook(await readProgramTables()), folder)
}

/** @param {string} output @param {Readonly<Record<string, string>>} copies */
function copyAll(output, copies) {
  for (const [name, source] of Object.entries(copies)) copyInto(inRoot(source), inRoot('out', output, name))
}

/** @param {string} from @param {string} to */
function copyInto(from, to) {
  mkdirSync(path.dirname(to), { recursive: true })
  copyFileSync(from, to)
}

/** Changes when a source is added, removed, renamed or written. */
function fingerprintSources() {
  const hash = createHash('sha256')
  for (const source of bundleSources) {
    for (const file of listFiles(inRoot(source))) {
      const { mtimeMs, size } = statSync(file)
      hash.update(`${file}\0${mtimeMs}\0${size}\n`)
    }
  }
  return hash.digest('hex')
}

/** @param {string} place @returns {string[]} */
function listFiles(place) {
  const stat = statSync(place, { throwIfNoEntry: false })
  if (stat === undefined) return []
  if (!stat.isDirectory()) return [place]
  return readdirSync(place)
    .sort()
    .flatMap((name) => listFiles(path.join(place, name)))
}

function readBundled() {
  try {
    return readFileSync(stampFile, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

if (isProgram(import.meta.filename)) {
  await runCommand(async () => {
    await prepare('packages')
    await bundle({ force: process.argv.includes('--force') })
  })
}
