import { spawn } from 'node:child_process'
import type { CommandContext } from './command.ts'

/** `hoso serve [...]`: the province server as a process of its own; signals and exit code pass through. */
export function serveCommand(args: readonly string[], context: CommandContext): Promise<number> {
  const child = spawn(process.execPath, [context.serverEntry, ...args], { stdio: 'inherit' })
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
