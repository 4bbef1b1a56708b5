import { spawn } from 'node:child_process'

const STOP_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Runs a program to its end in this terminal, and passes on the signals that ask this process to stop.
 * @param {readonly string[]} command program and arguments
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<number>} its exit code, 1 where a signal ended it
 */
export async function runChild([program = '', ...args], options = {}) {
  const child = spawn(program, args, { ...options, stdio: 'inherit' })
  const stopPassing = onStopSignal((signal) => child.kill(signal))
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', (code) => resolve(code ?? 1))
    })
  } finally {
    stopPassing()
  }
}

/**
 * Calls back instead of ending this process when it is asked to stop.
 * @param {(signal: NodeJS.Signals) => void} listener
 * @returns {() => void} puts things back
 */
export function onStopSignal(listener) {
  for (const signal of STOP_SIGNALS) process.on(signal, listener)
  return () => {
    for (const signal of STOP_SIGNALS) process.off(signal, listener)
  }
}
