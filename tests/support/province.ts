import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import * as z from 'zod'
import { consoleApi } from '../../domain/console-api.ts'
import { type Client, createClient } from '../../domain/rpc.ts'

const Ready = z.object({
  kind: z.literal('ready'),
  url: z.string(),
  enrolmentCode: z.string(),
  consoleUser: z.string(),
  consolePassword: z.string(),
})
export type ReadyProvince = z.infer<typeof Ready>

/** The real province server as a process of its own. */
export interface Province extends ReadyProvince {
  readonly child: ChildProcess
  /** The console's API over the real wire, signed in. */
  signIn(): Promise<Client<typeof consoleApi>>
  stop(signal?: NodeJS.Signals): Promise<void>
}

const entry = path.join(import.meta.dirname, '../../out/server/main.mjs')

/** @param more further arguments of the server program */
export function startProvince(dataFolder: string, port = 0, more: readonly string[] = []): Promise<Province> {
  const args = [entry, '--demo', '--data', dataFolder, '--port', String(port), ...more]
  return whenReady(spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] }))
}

/** The province server that the installed command runs, on a machine without a display. */
export function startInstalledProvince(dataFolder: string): Promise<Province> {
  const { DISPLAY: _, ...env } = process.env
  const args = ['serve', '--demo', '--data', dataFolder, '--port', '0']
  return whenReady(spawn('/usr/bin/hoso', args, { stdio: ['ignore', 'pipe', 'ignore'], env }))
}

async function whenReady(child: ChildProcess & { readonly stdout: Readable }): Promise<Province> {
  const lines = createInterface({ input: child.stdout })
  const first = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  const ready = Ready.parse(JSON.parse(first))
  return {
    ...ready,
    child,
    signIn: () => signedIn(ready),
    stop: (signal = 'SIGTERM') =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill(signal)
      }),
  }
}

async function signedIn({
  url,
  consoleUser,
  consolePassword,
}: ReadyProvince): Promise<Client<typeof consoleApi>> {
  const held = { cookie: '' }
  const client = createClient(consoleApi, async (name, input) => {
    const response = await fetch(new URL(`/console/api/${name}`, url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-requested-with': 'hoso-console',
        ...(held.cookie === '' ? {} : { cookie: held.cookie }),
      },
      body: JSON.stringify(input),
    })
    const cookie = response.headers.getSetCookie()[0]
    if (cookie !== undefined) held.cookie = cookie.split(';')[0] ?? ''
    return response.json()
  })
  await client.signIn({ name: consoleUser, password: consolePassword })
  return client
}
