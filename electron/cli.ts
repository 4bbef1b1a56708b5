import { spawn } from 'node:child_process'
import path from 'node:path'
import { runCommand } from './cli/run-command.ts'
import { createNodeFork } from './compose/node-reader.ts'
import { serverMemory } from './compose/server-memory.ts'

const out = path.join(import.meta.dirname, '..')

/** A server of its own in plain Node; signals and exit code pass through. */
function serve(args: readonly string[]): Promise<number> {
  const entry = path.join(out, 'server/main.mjs')
  const child = spawn(process.execPath, [...serverMemory.flags, entry, ...args], {
    stdio: 'inherit',
    env: { ...serverMemory.environment, ...process.env },
  })
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal)
  process.on('SIGINT', pass)
  process.on('SIGTERM', pass)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      process.off('SIGINT', pass)
      process.off('SIGTERM', pass)
      resolve(code ?? 1)
    })
  })
}

process.exitCode = await runCommand(process.argv.slice(2), {
  assetsFolder: path.join(out, '../assets'),
  fork: createNodeFork(path.join(out, 'reader/reader-process.mjs')),
  indexWorker: path.join(out, 'index/index-worker.mjs'),
  serve,
  print: (line) => void process.stdout.write(`${line}\n`),
  error: (line) => void process.stderr.write(`${line}\n`),
})
