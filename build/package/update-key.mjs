import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from '../paths.mjs'

/** Kinds of package that a running program can hand over to the system. */
const INSTALLABLE = /\.(deb|rpm|exe)$/

/** The key of packages for testing, made once for the folder, so that the next version is signed by the same. @param {string} folder */
export function testKey(folder) {
  const file = path.join(folder, 'test-update-key.pem')
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  const { privateKey } = generateKeyPairSync('ed25519')
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  return file
}

/**
 * Writes the keys whose updates the packaged program takes: that of the releaser, or none.
 * @param {string} folder @param {string | null} keyFile
 */
export function trustKey(folder, keyFile) {
  const keys = keyFile === null ? [] : [JSON.parse(hoso(['key', '--key', keyFile]))]
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'keys.json'), `${JSON.stringify({ keys }, null, 2)}\n`)
}

/**
 * Writes a signed update file of each package that installs itself.
 * @param {readonly string[]} files @param {{ version: string, keyFile: string, output: string }} release
 * @returns {string[]}
 */
export function signUpdates(files, { version, keyFile, output }) {
  return files
    .filter((file) => INSTALLABLE.test(file))
    .map((file) => {
      const platform = file.endsWith('.exe') ? 'win32' : 'linux'
      // Two kinds of package of one system and version would have one name.
      const out = path.join(output, path.extname(file).slice(1))
      const system = ['--platform', platform, '--arch', 'x64']
      return hoso([
        'sign',
        '--key',
        keyFile,
        '--payload',
        file,
        '--version',
        version,
        '--out',
        out,
        ...system,
      ]).trim()
    })
}

/** @param {readonly string[]} args */
function hoso(args) {
  return execFileSync(process.execPath, [inRoot('out/cli/hoso.mjs'), 'update', ...args], { encoding: 'utf8' })
}
