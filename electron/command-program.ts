import path from 'node:path'
import { app } from 'electron'
import { runCommand } from './cli/run-command.ts'
import { serverMemory } from './compose/server-memory.ts'
import { createUtilityRun } from './shell/command-line.ts'
import { createUtilityFork } from './shell/utility-reader.ts'

const out = path.join(import.meta.dirname, '..')

/** The command `hoso` inside the installed program, which is no plain Node: without a window, with or without a display. */
export function runHoso(args: readonly string[]): void {
  Object.assign(process.env, serverMemory.environment)
  void app
    .whenReady()
    .then(() =>
      runCommand(args, {
        assetsFolder: path.join(app.getAppPath(), 'assets'),
        fork: createUtilityFork(path.join(out, 'reader/reader-process.mjs')),
        indexWorker: path.join(out, 'index/index-worker.mjs'),
        serve: createUtilityRun(path.join(out, 'server/main.mjs'), serverMemory.flags),
        print: (line) => void process.stdout.write(`${line}\n`),
        error: (line) => void process.stderr.write(`${line}\n`),
      }),
    )
    .then((code) => app.exit(code))
}
