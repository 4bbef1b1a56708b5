import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runChild } from './children.mjs'
import { Obstacle } from './prepare/report.mjs'

const SCREEN = '1600x1000x24'

/** Says whether a window can open here without help. macOS and Windows always can. @param {NodeJS.ProcessEnv} env */
export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}

/**
 * Runs a program that opens windows: on the display where there is one, else on a virtual one of its own.
 * @param {readonly string[]} command program and arguments
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<number>} its exit code
 */
export async function runOnDisplay(command, options = {}) {
  if (hasDisplay()) return runChild(command, options)
  const screen = await openVirtualScreen()
  try {
    return await runChild(command, { ...options, env: { ...(options.env ?? process.env), ...screen.env } })
  } finally {
    await screen.close()
  }
}

/** Starts Xvfb on a free display number, open to who has its cookie (xvfb-run does as much, but loses signals). */
async function openVirtualScreen() {
  const folder = await mkdtemp(path.join(tmpdir(), 'virtual-screen-'))
  const cookieFile = path.join(folder, 'Xauthority')
  await writeFile(cookieFile, xAuthority(randomBytes(16)), { mode: 0o600 })
  const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-auth', cookieFile]
  // In a group of its own, so that Ctrl+C in the terminal reaches the program first and its windows close in order.
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true })
  const gone = once(server, 'exit')
  const removeFolder = () => rm(folder, { recursive: true, force: true })
  try {
    const numbers = /** @type {import('node:stream').Readable} */ (server.stdio[3])
    const [number] = await Promise.race([
      once(numbers, 'data'),
      gone.then(() => Promise.reject(new Error('it ended'))),
    ])
    return {
      env: { DISPLAY: `:${String(number).trim()}`, XAUTHORITY: cookieFile },
      close: async () => {
        server.kill()
        await gone
        await removeFolder()
      },
    }
  } catch (error) {
    await removeFolder()
    const reason = error instanceof Error ? error.message : String(error)
    throw new Obstacle(
      `the virtual display did not start: Xvfb, ${reason}. Remove node_modules/.cache/prepared.json and run the command again.`,
    )
  }
}

/** An Xauthority file of one cookie for any host and any display (FamilyWild). @param {Buffer} cookie */
function xAuthority(cookie) {
  const field = (/** @type {Buffer} */ bytes) =>
    Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes])
  const parts = [Buffer.alloc(0), Buffer.alloc(0), Buffer.from('MIT-MAGIC-COOKIE-1'), cookie]
  return Buffer.concat([Buffer.from([0xff, 0xff]), ...parts.map(field)])
}
