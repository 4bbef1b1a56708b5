import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from '../paths.mjs'

/** @typedef {'archive' | 'deb' | 'rpm' | 'AppImage' | 'tar.gz' | 'nsis' | 'zip'} TargetName */

/**
 * @typedef {object} Target
 * @property {TargetName} name
 * @property {'linux' | 'win32'} platform
 * @property {() => Promise<string | null>} obstacle why it cannot be made on this machine now, null when it can
 */

/** @type {readonly Target[]} */
export const targets = [
  // The program alone, to compare its bytes.
  { name: 'archive', platform: 'linux', obstacle: async () => linuxObstacle() },
  {
    name: 'deb',
    platform: 'linux',
    obstacle: async () => linuxObstacle() ?? missingTool('dpkg-deb', 'dpkg'),
  },
  { name: 'rpm', platform: 'linux', obstacle: async () => linuxObstacle() ?? missingTool('rpmbuild', 'rpm') },
  { name: 'tar.gz', platform: 'linux', obstacle: async () => linuxObstacle() },
  {
    name: 'AppImage',
    platform: 'linux',
    obstacle: async () =>
      linuxObstacle() ?? (await unreachable('APPIMAGE_TOOLS_PATH', 'its runtime and its tools (mksquashfs)')),
  },
  { name: 'nsis', platform: 'win32', obstacle: windowsObstacle },
  { name: 'zip', platform: 'win32', obstacle: windowsObstacle },
]

/** 7-Zip from npm instead of a download. @returns {string} */
export function sevenZip() {
  const system = process.platform === 'win32' ? 'win/x64/7za.exe' : `${process.platform}/${process.arch}/7za`
  return inRoot('node_modules/7zip-bin', system)
}

function linuxObstacle() {
  return process.platform === 'linux' && process.arch === 'x64'
    ? null
    : 'packages for Linux are made on Linux x64, with its runtime and its native parts'
}

/** @param {string} program @param {string} debianPackage */
function missingTool(program, debianPackage) {
  const run = spawnSync(program, ['--version'], { stdio: 'ignore' })
  return run.error === undefined ? null : `${program} is missing (Debian: apt-get install ${debianPackage})`
}

/** @returns {Promise<string | null>} */
async function windowsObstacle() {
  const native = ['@libsql/win32-x64-msvc', '@napi-rs/canvas-win32-x64-msvc']
  const missing = native.filter((name) => !existsSync(inRoot('node_modules', name)))
  if (missing.length > 0) {
    return `the native parts for Windows are not installed (npm install --no-save --force --os=win32 --cpu=x64 ${missing.join(' ')})`
  }
  return (
    (await unreachable('ELECTRON_MIRROR', "Electron's runtime for Windows")) ??
    unreachable('ELECTRON_BUILDER_NSIS_DIR', 'the tools of the installer')
  )
}

const HOST = 'https://github.com/'
const PATIENCE_MS = 5_000

/**
 * Says that something which electron-builder would download cannot be had.
 * @param {string} override variable of the environment that names a place where it lies or can be fetched
 * @param {string} what
 */
async function unreachable(override, what) {
  const place = process.env[override]
  if (place !== undefined)
    return isThere(place) ? null : `${override} names nothing that can be read: ${place}`
  try {
    await fetch(HOST, { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE_MS) })
    return null
  } catch {
    return `${what} cannot be fetched from this network (set ${override} to where they are)`
  }
}

/** @param {string} place */
function isThere(place) {
  if (/^https?:/.test(place)) return true
  try {
    accessSync(path.resolve(place), constants.R_OK)
    return true
  } catch {
    return false
  }
}
