import { spawnSync } from 'node:child_process'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { inRoot } from '../paths.mjs'

/**
 * Runs npm as the developer has it set up (registry, proxy, cache), quietly.
 * @param {readonly string[]} args @param {string} cwd
 * @returns {{ ok: boolean, stdout: string, code: string, reason: string }} code and reason as `readNpmFailure` has them
 */
export function npm(args, cwd) {
  const [command, ...first] = npmCommand()
  const run = spawnSync(command, [...first, ...args], {
    cwd,
    encoding: 'utf8',
    env: npmEnvironment(),
    maxBuffer: 1 << 26,
    shell: process.platform === 'win32' && first.length === 0,
  })
  if (run.error) return { ok: false, stdout: '', code: '', reason: run.error.message }
  return { ok: run.status === 0, stdout: run.stdout, ...readNpmFailure(run.stderr) }
}

/** The npm that runs this script, else the one on the PATH. @returns {[string, ...string[]]} */
export function npmCommand() {
  const running = process.env['npm_execpath']
  return running && path.basename(running) === 'npm-cli.js' ? [process.execPath, running] : ['npm']
}

// npm's own waits between tries add up to 70 s; an unreachable registry is told after about 10 s instead.
function npmEnvironment() {
  const patience = {
    npm_config_fetch_retries: '3',
    npm_config_fetch_retry_mintimeout: '1000',
    npm_config_fetch_retry_factor: '3',
    npm_config_fetch_retry_maxtimeout: '5000',
  }
  // A user without a home of his own gets a cache in the clone, where nobody else can put packages.
  const cache = isWritable(homedir()) ? {} : { npm_config_cache: inRoot('out/npm-cache') }
  return { ...patience, ...cache, ...process.env }
}

/**
 * What npm's error output comes down to: the line that says most, and npm's code for it ('' without one).
 * @param {string} stderr
 */
export function readNpmFailure(stderr) {
  const lines = stderr
    .split('\n')
    .filter((line) => /^npm (error|ERR!)/.test(line))
    .map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim())
  const code = lines.find((line) => line.startsWith('code '))?.slice('code '.length) ?? ''
  const telling = lines.find((line) => line !== '' && !/^(code|errno|syscall|A complete log)\b/.test(line))
  return { code, reason: telling ?? stderr.trim().split('\n').at(-1) ?? '' }
}

/** Says whether this user can make files in a folder, which is created when its parent allows. @param {string} folder */
export function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
