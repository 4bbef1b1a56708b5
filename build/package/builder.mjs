import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import path from 'node:path'
import { inRoot, root } from '../paths.mjs'
import { configurationOf } from './configuration.mjs'
import { sevenZip } from './targets.mjs'

/** @typedef {import('./targets.mjs').Target} Target */
/** @typedef {import('./configuration.mjs').Shipped} Shipped */

/**
 * The packages of all targets, and the archives of the program inside them.
 * @param {readonly Target[]} wanted @param {Shipped} shipped
 */
export async function makePackages(wanted, shipped) {
  setEnvironment()
  const files = []
  const archives = []
  for (const platform of /** @type {const} */ (['linux', 'win32'])) {
    const names = wanted.filter((target) => target.platform === platform).map(({ name }) => name)
    if (names.length === 0) continue
    const made = await makeOnce(platform, names, shipped)
    files.push(...made.files)
    archives.push(made.archive)
  }
  return { files, archives }
}

/**
 * Runs electron-builder once for the program itself and once for each kind of package made of it.
 * @param {'linux' | 'win32'} platform @param {readonly string[]} names @param {Shipped} shipped
 */
async function makeOnce(platform, names, shipped) {
  const { build, Platform, Arch } = await import('electron-builder')
  const system = platform === 'linux' ? Platform.LINUX : Platform.WINDOWS
  const run = (/** @type {string} */ name, /** @type {string | null} */ prepackaged) =>
    // The builder changes the configuration that it is given.
    build({
      projectDir: root,
      config: configurationOf(shipped, platform),
      prepackaged,
      targets: system.createTarget([name], Arch.x64),
    })
  await run('dir', null)
  const prepackaged = path.join(shipped.output, platform === 'linux' ? 'linux-unpacked' : 'win-unpacked')
  const files = []
  for (const name of names.filter((each) => each !== 'archive')) {
    files.push(...(await run(name, prepackaged)))
  }
  return {
    files: files.filter((file) => !/\.(blockmap|ya?ml)$/.test(file)),
    archive: path.join(prepackaged, 'resources/app.asar'),
  }
}

/** Tools from this clone instead of downloads, and the commit's time instead of that of the run. */
function setEnvironment() {
  chmodSync(sevenZip(), 0o755)
  process.env['ELECTRON_BUILDER_7ZIP_PATH'] ??= sevenZip()
  process.env['CUSTOM_FPM_PATH'] ??= inRoot('build/package/fpm.mjs')
  const commit = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' })
  process.env['SOURCE_DATE_EPOCH'] ??= commit.status === 0 ? commit.stdout.trim() : '0'
}
