import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, symlink } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import { newFolder, writeAuthority } from './test-server.ts'

const root = path.join(import.meta.dirname, '../..')

/** A message of the server program on its standard output. */
export type Announcement = Readonly<Record<string, unknown>>

/** The server program, bundled as it is shipped, in a folder of its own. */
export interface ServerProgram {
  readonly folder: string
  /** Starts it and waits for its line of this kind; `announcements` grows as it speaks. */
  start(args: readonly string[], kind?: string): Promise<RunningServer>
}

export interface RunningServer {
  readonly child: ChildProcess
  readonly announcements: readonly Announcement[]
  readonly ended: Promise<number | null>
}

export async function bundleServer(): Promise<ServerProgram> {
  const folder = await newFolder()
  const outfile = path.join(folder, 'out/server/main.mjs')
  await build({
    entryPoints: [path.join(root, 'server/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  })
  await mkdir(path.join(folder, 'assets'))
  await writeAuthority(path.join(folder, 'assets'))
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  return { folder, start: (args, kind = 'ready') => start(outfile, args, kind) }
}

async function start(file: string, args: readonly string[], kind: string): Promise<RunningServer> {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'ignore'] })
  const announcements: Announcement[] = []
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve)
  })
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      // The program writes one JSON object a line.
      const announcement = JSON.parse(line) as Announcement
      announcements.push(announcement)
      if (announcement['kind'] === kind) resolve()
    })
    void ended.then((code) => reject(new Error(`the server ended with ${code} before it was ${kind}`)))
  })
  return { child, announcements, ended }
}
