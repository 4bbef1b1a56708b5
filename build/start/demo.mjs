import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { onStopSignal } from '../children.mjs'
import { inRoot } from '../paths.mjs'
import { Obstacle, say } from '../prepare/report.mjs'

/**
 * Runs something beside a province server of its own, in a temporary folder; both are gone afterwards.
 * @param {(demoFile: string) => Promise<number>} run gets a JSON file: what the server said when ready, and the demo's folders
 * @returns {Promise<number>} what `run` returned
 */
export async function withDemo(run) {
  const folder = await mkdtemp(path.join(tmpdir(), 'ho-so-xa-demo-'))
  try {
    return await withServer(path.join(folder, 'server'), async (ready) => {
      const vaultFolder = path.join(folder, 'vault')
      const demoFile = path.join(folder, 'demo.json')
      await writeFile(
        demoFile,
        JSON.stringify({ ...ready, vaultFolder, samplesFolder: inRoot('tests/fixtures/samples') }),
      )
      return run(demoFile)
    })
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** @param {string} dataFolder @param {(ready: object) => Promise<number>} run */
async function withServer(dataFolder, run) {
  const args = [inRoot('out/server/main.mjs'), '--demo', '--data', dataFolder, '--port', '0']
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(server, 'exit')
  const stopListening = onStopSignal(() => server.kill())
  try {
    const ready = await readReadyLine(server.stdout)
    say(
      `the demo's province server listens on ${ready.url}, console user ${ready.consoleUser}, password ${ready.consolePassword}`,
    )
    return await run(ready)
  } finally {
    server.kill()
    await gone
    stopListening()
  }
}

/**
 * Waits for the line of JSON that the server writes when it listens; its later lines are read away.
 * @param {import('node:stream').Readable} output
 * @returns {Promise<{ kind: 'ready', url: string, enrolmentCode: string, consoleUser: string, consolePassword: string }>}
 */
async function readReadyLine(output) {
  const lines = createInterface({ input: output })
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const message = parseLine(line)
      if (message?.kind === 'ready') resolve(message)
    })
    lines.on('close', () =>
      reject(new Obstacle('the province server ended before it was ready; its message stands above.')),
    )
  })
}

/** @param {string} line */
function parseLine(line) {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
