import path from 'node:path'

const program = path.basename(process.argv[1] ?? 'prepare', '.mjs')

/** An expected obstacle whose message tells the developer what to do. Shown as one line, without a stack. */
export class Obstacle extends Error {}

/** Tells in one line what a command does and why; on stderr, so that a command's own output stays clean. @param {string} line */
export function say(line) {
  process.stderr.write(`${program}: ${line}\n`)
}

/** A list of names short enough for one line. @param {readonly string[]} names */
export function few(names) {
  return names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
}

/**
 * Runs the body of a command: an Obstacle ends the process with its one line, anything else flies.
 * @param {() => Promise<number | undefined | void>} body its number is the exit code
 */
export async function runCommand(body) {
  try {
    process.exitCode = (await body()) ?? process.exitCode ?? 0
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error
    say(error.message)
    process.exitCode = 1
  }
}
