import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http'
import { type AddressInfo, createServer as createListener } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { buffer } from 'node:stream/consumers'
import type { S3Settings } from '../../server/store/s3/s3-bucket.ts'

const program = path.join(import.meta.dirname, '../../node_modules/s3rver/bin/s3rver.js')

/**
 * What S3 does with the next requests: `well`; `fails`, each answered 500; `cuts`, the connection broken in the middle of a
 * body; `forgets`, which says that a PUT is done and keeps nothing; `away`, connections broken at once.
 */
export type S3Mood = 'well' | 'fails' | 'cuts' | 'forgets' | 'away'

/** A real S3 server in a folder, behind a door that can be in a bad mood. */
export interface TestS3 {
  /** Of an empty bucket. */
  newBucket(): Promise<S3Settings>
  mood: S3Mood
  /** Method and key of every request that came, in order. */
  readonly requests: string[]
  stop(): Promise<void>
}

export async function startS3(folder: string): Promise<TestS3> {
  const port = await freePort()
  const behind = await startS3rver(folder, port)
  const requests: string[] = []
  const door = createServer((incoming, answer) => {
    requests.push(`${incoming.method} ${incoming.url?.split('/').slice(2).join('/')}`)
    treat(s3.mood, { incoming, answer, port })
  })
  await new Promise<void>((resolve) => {
    door.listen(0, '127.0.0.1', resolve)
  })
  const s3: TestS3 = {
    newBucket: async () => {
      const bucket = randomUUID()
      await mkdir(path.join(folder, bucket))
      const endpoint = `http://127.0.0.1:${portOf(door)}`
      return { endpoint, bucket, region: 'us-east-1', accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }
    },
    mood: 'well',
    requests,
    stop: async () => {
      door.closeAllConnections()
      await new Promise((resolve) => {
        door.close(resolve)
      })
      await ended(behind)
    },
  }
  return s3
}

interface Visit {
  readonly incoming: IncomingMessage
  readonly answer: ServerResponse
  readonly port: number
}

function treat(mood: S3Mood, { incoming, answer, port }: Visit): void {
  if (mood === 'away') {
    incoming.socket.destroy()
  } else if (mood === 'cuts') {
    incoming.once('data', () => incoming.socket.destroy())
    incoming.once('end', () => incoming.socket.destroy())
  } else if (mood === 'fails') {
    incoming.resume().once('end', () => answer.writeHead(500).end())
  } else if (mood === 'forgets' && incoming.method === 'PUT') {
    incoming.resume().once('end', () => answer.writeHead(200).end())
  } else {
    const { method, url, headers } = incoming
    const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (found) => {
      answer.writeHead(found.statusCode ?? 500, found.headers)
      found.pipe(answer)
    })
    onward.once('error', () => answer.destroy())
    if (method === 'PUT') void sendChecked(incoming, onward, answer)
    else incoming.pipe(onward)
  }
}

/** S3 refuses a body that does not have the hash of its header; the server behind the door does not look. */
async function sendChecked(
  incoming: IncomingMessage,
  onward: ClientRequest,
  answer: ServerResponse,
): Promise<void> {
  const body = await buffer(incoming)
  const sha = createHash('sha256').update(body).digest('hex')
  if (sha === incoming.headers['x-amz-content-sha256']) onward.end(body)
  else {
    answer.writeHead(400).end()
    onward.destroy()
  }
}

async function startS3rver(folder: string, port: number): Promise<ChildProcess> {
  const named = ['-d', folder, '-a', '127.0.0.1', '-p', String(port)]
  const child = spawn(process.execPath, [program, ...named], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      if (line.includes('listening')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`s3rver ended with ${code}`)))
  })
  return child
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill()
  })
}

async function freePort(): Promise<number> {
  const listener = createListener()
  await new Promise<void>((resolve) => {
    listener.listen(0, '127.0.0.1', resolve)
  })
  const port = portOf(listener)
  await new Promise((resolve) => {
    listener.close(resolve)
  })
  return port
}

function portOf(server: Pick<Server, 'address'>): number {
  // A server that listens on a port has an address of this shape.
  return (server.address() as AddressInfo).port
}
