import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import * as z from 'zod'
import { Fault, type FaultReport, reportOf } from '../../domain/fault.ts'
import type { Log } from '../log.ts'
import { readFileIfAny, writeFileDurably } from '../store/durable-file.ts'
import type { BackupDone, MakeBackup } from './backup.ts'

const CONTROL_FILE = 'control.json'
const MOST_BYTES = 8192

/** Only who may read the data folder knows the token. */
const Control = z.object({ url: z.string(), token: z.string() })
const BackupAsked = z.object({ to: z.string().min(1), keep: z.int().min(1) })
export type BackupAsked = z.infer<typeof BackupAsked>
const Done = z.object({
  folder: z.string(),
  blobs: z.int(),
  sizeBytes: z.int(),
  linkedBlobs: z.int(),
})
const Answer = z.union([
  z.object({ done: Done }),
  z.object({
    fault: z.object({ code: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])) }),
  }),
])

interface ControlPorts {
  readonly dataFolder: string
  readonly makeBackup: MakeBackup
  readonly log: Log
}

/**
 * Lets the command line ask the running server, which has the database locked: on a port of the loopback of its own, which no
 * proxy passes on, with a token that lies in the data folder.
 */
export async function openControl(ports: ControlPorts): Promise<{ close(): Promise<void> }> {
  const { dataFolder, makeBackup, log } = ports
  const file = path.join(dataFolder, CONTROL_FILE)
  const token = randomBytes(32).toString('base64url')

  async function answer(request: IncomingMessage): Promise<{ status: number; body: object }> {
    if (request.headers.authorization !== `Bearer ${token}`) return { status: 401, body: {} }
    try {
      const asked = BackupAsked.parse(JSON.parse(await readText(request)))
      return { status: 200, body: { done: await makeBackup(asked.to, asked.keep) } }
    } catch (error) {
      const fault: FaultReport = reportOf(error)
      if (fault.code === 'internal') log.failure('backup failed', error)
      return { status: 409, body: { fault } }
    }
  }

  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
      response.end(JSON.stringify(body))
    })
  })
  await listen(server)
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo
  await writeFileDurably(file, JSON.stringify({ url: `http://127.0.0.1:${port}`, token }))
  return {
    close: async () => {
      await rm(file, { force: true })
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const read of request) {
    // A request without an encoding gives buffers.
    const chunk = read as Buffer
    sizeBytes += chunk.length
    if (sizeBytes > MOST_BYTES) throw new Fault('invalid-input', 'too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

/**
 * Asks the server that runs on this data folder.
 * @returns null where none runs. @throws Fault 'conflict' with what the server said, where it could not
 */
export async function askForBackup(dataFolder: string, asked: BackupAsked): Promise<BackupDone | null> {
  const text = await readFileIfAny(path.join(dataFolder, CONTROL_FILE))
  if (text === null) return null
  const { url, token } = Control.parse(JSON.parse(text))
  const response = await fetchIfUp(`${url}/backup`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  })
  if (response === null) return null
  const answer = Answer.safeParse(await response.json())
  if (answer.success && 'done' in answer.data) return answer.data.done
  const code = answer.success && 'fault' in answer.data ? answer.data.fault.code : String(response.status)
  throw new Fault('conflict', `the server made no backup: ${code}`)
}

/** What a killed server left behind names a port that nobody listens on. */
async function fetchIfUp(url: string, init: RequestInit): Promise<Response | null> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}
