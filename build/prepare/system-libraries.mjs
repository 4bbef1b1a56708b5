import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { hasDisplay } from '../display.mjs'
import { installDebianPackages, isDebianRoot } from './debian.mjs'
import { few, Obstacle, say } from './report.mjs'
import { isMissing, readStamp, writeStamp } from './stamp.mjs'

// Shared library -> Debian package (newer releases add `t64` to some names). Electron links or loads each of them.
const PACKAGE_OF_LIBRARY = {
  'libasound.so.2': 'libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libsmime3.so': 'libnss3',
  'libudev.so.1': 'libudev1',
  'libX11.so.6': 'libx11-6',
  'libxcb.so.1': 'libxcb1',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libXrandr.so.2': 'libxrandr2',
}
// Newer Electrons load this one when they start, so that ldd does not see it.
const LOADED_AT_START = 'libgtk-3.so.0'

/**
 * Makes sure that the system has what Electron's window needs: shared libraries, a display, a font. Linux only.
 * @param {string} executable of Electron
 */
export function prepareSystem(executable) {
  if (process.platform !== 'linux') return
  const needsXvfb = !hasDisplay()
  const fingerprint = `${executable} ${statSync(executable).mtimeMs} ${needsXvfb ? 'xvfb' : 'display'}`
  if (readStamp()['system'] === fingerprint) return

  const lack = {
    libraries: missingLibraries(executable),
    xvfb: needsXvfb && !isOnPath('Xvfb'),
    fonts: !hasFonts(),
  }
  if (lack.libraries.length > 0 || lack.xvfb || lack.fonts) provide(lack)
  writeStamp('system', fingerprint)
}

/**
 * The shared libraries that ldd does not find. @param {string} lddOutput @returns {string[]}
 */
export function notFoundLibraries(lddOutput) {
  return [...lddOutput.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '')
}

/** The Debian packages that hold these libraries, and the libraries of which none is known. @param {readonly string[]} libraries */
export function packagesOfLibraries(libraries) {
  const known = new Map(Object.entries(PACKAGE_OF_LIBRARY))
  const packages = libraries.flatMap((library) => known.get(library) ?? [])
  return { packages: [...new Set(packages)], unknown: libraries.filter((library) => !known.has(library)) }
}

/** @param {{ libraries: readonly string[], xvfb: boolean, fonts: boolean }} lack */
function provide(lack) {
  const { packages, unknown } = packagesOfLibraries(lack.libraries)
  const wanted = [...packages, ...(lack.xvfb ? ['xvfb'] : []), ...(lack.fonts ? ['fonts-dejavu-core'] : [])]
  const reasons = [
    lack.libraries.length > 0 && `Electron misses ${few(lack.libraries)}`,
    lack.xvfb && 'there is no display to open a window on',
    lack.fonts && 'no font is installed',
  ]
  const reason = reasons.filter(Boolean).join('; ')

  if (isDebianRoot()) {
    if (unknown.length > 0)
      throw new Obstacle(`${reason}: install the packages that hold ${unknown.join(', ')}.`)
    say(`installing ${few(wanted)} with apt-get, because ${reason}`)
    return installDebianPackages(wanted)
  }
  const help = `${reason}. On Debian or Ubuntu: sudo apt-get install -y ${wanted.join(' ')}; elsewhere the packages of the same purpose.`
  // Text shows in the fonts that the window brings along, so a machine without any still works.
  if (lack.libraries.length === 0 && !lack.xvfb) return say(help)
  throw new Obstacle(help)
}

/** @param {string} executable */
function missingLibraries(executable) {
  const ldd = spawnSync('ldd', [executable], { encoding: 'utf8' })
  const missing = notFoundLibraries(ldd.stdout ?? '')
  const known = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' })
  if (known.status === 0 && !known.stdout.includes(LOADED_AT_START)) missing.push(LOADED_AT_START)
  return [...new Set(missing)]
}

/** @param {string} name */
function isOnPath(name) {
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .some((folder) => existsSync(path.join(folder, name)))
}

function hasFonts() {
  const folders = [
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    path.join(homedir(), '.fonts'),
    path.join(homedir(), '.local/share/fonts'),
  ]
  return folders.some(holdsFont)
}

/** @param {string} folder @returns {boolean} */
function holdsFont(folder) {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    return entries.some((entry) =>
      entry.isDirectory() ? holdsFont(path.join(folder, entry.name)) : /\.(ttf|otf|ttc)$/i.test(entry.name),
    )
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
