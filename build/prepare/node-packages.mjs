import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { inRoot, root } from '../paths.mjs'
import { npm } from './npm.mjs'
import { Obstacle, say } from './report.mjs'
import { isMissing, readStamp, writeStamp } from './stamp.mjs'

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lockfile
 */

/** Installs the packages of package-lock.json where they are not what it says. */
export function preparePackages() {
  const wanted = readFileSync(inRoot('package-lock.json'))
  const fingerprint = createHash('sha256').update(wanted).digest('hex')
  const installed = readInstalled()
  if (installed !== null && readStamp()['packages'] === fingerprint) return

  const reason = reasonToInstall(JSON.parse(wanted.toString('utf8')), installed)
  if (reason !== null) install(reason)
  writeStamp('packages', fingerprint)
}

/**
 * Why `npm ci` is needed, or null. A developer's own `npm install` updates both files alike, so it is left alone.
 * @param {Lockfile} wanted package-lock.json @param {Lockfile | null} installed node_modules/.package-lock.json
 * @returns {string | null}
 */
export function reasonToInstall(wanted, installed) {
  if (installed === null) return 'node_modules is absent or incomplete'
  const present = installed.packages ?? {}
  const different = Object.entries(wanted.packages ?? {})
    .filter(([place, locked]) => place.startsWith('node_modules/') && !isSatisfied(locked, present[place]))
    .map(([place]) => place.slice('node_modules/'.length))
  if (different.length === 0) return null
  return `${different.length} installed packages differ from package-lock.json, ${different[0]} first`
}

/** @param {LockedPackage} wanted @param {LockedPackage | undefined} present */
function isSatisfied(wanted, present) {
  // npm leaves out optional packages made for another system.
  if (present === undefined) return wanted.optional === true || wanted.devOptional === true
  return (
    wanted.link === true || (wanted.version === present.version && wanted.integrity === present.integrity)
  )
}

/** @returns {Lockfile | null} */
function readInstalled() {
  try {
    return JSON.parse(readFileSync(inRoot('node_modules/.package-lock.json'), 'utf8'))
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** @param {string} why */
function install(why) {
  say(`installing the npm packages, because ${why} (about half a minute)`)
  // --include=dev: a shell with NODE_ENV=production would leave out the build tools.
  const run = npm(
    ['ci', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'],
    root,
  )
  if (run.ok) return
  const advice =
    run.code === 'EUSAGE'
      ? 'package-lock.json and package.json do not fit: run `npm install` and commit both'
      : 'it needs an npm registry once: connect this machine, or name a reachable one with `npm config set registry URL`'
  throw new Obstacle(`npm ci failed (${run.reason}); ${advice}, and run the command again.`)
}
