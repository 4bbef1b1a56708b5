import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from '../paths.mjs'

// Inside node_modules on purpose: whatever wipes the packages wipes the memory of having prepared them.
const file = inRoot('node_modules/.cache/prepared.json')

/** What the last preparation left: section name -> fingerprint. @returns {Record<string, string>} */
export function readStamp() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error)) return {}
    throw error
  }
}

/** Remembers that a section is prepared for this fingerprint. @param {string} section @param {string} fingerprint */
export function writeStamp(section, fingerprint) {
  mkdirSync(path.dirname(file), { recursive: true })
  const next = `${file}.${process.pid}`
  writeFileSync(next, `${JSON.stringify({ ...readStamp(), [section]: fingerprint }, null, 2)}\n`)
  renameSync(next, file)
}

/** True for "there is no such file". @param {unknown} error */
export function isMissing(error) {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
