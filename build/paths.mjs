import { realpathSync } from 'node:fs'
import path from 'node:path'

/** The folder of the clone. */
export const root = path.join(import.meta.dirname, '..')

/** A path inside the clone. @param {...string} parts */
export const inRoot = (...parts) => path.join(root, ...parts)

/** Says whether a module is the program that Node.js was started with. @param {string} filename its `import.meta.filename` */
export function isProgram(filename) {
  const started = process.argv[1]
  return started !== undefined && realpathSync(started) === filename
}
