import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { createWire } from '../../../../electron/sync/wire.ts'
import { testLine } from '../../../support/sync-pc.ts'

interface Answer {
  readonly status?: number
  readonly type?: string
  readonly body: string
}

/** A real server on loopback that answers everything in one way. */
async function answering<T>(
  { status = 200, type = 'application/json', body }: Answer,
  use: (url: string) => Promise<T>,
) {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': type })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    // A listening TCP server has an address with a port.
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.close()
  }
}

async function ask(url: string) {
  const { signal } = new AbortController()
  const wire = createWire({ url, line: testLine(), trust: { kind: 'authorities' } })
  try {
    return await wire.call({ path: '/v1/hello', answer: z.object({ ok: z.literal(true) }), signal })
  } finally {
    wire.close()
  }
}

test('an honest answer is parsed', async () => {
  expect(await answering({ body: '{"ok":true}' }, ask)).toEqual({ ok: true })
})

test.each<[string, Answer]>([
  ['a captive portal', { type: 'text/html', body: '<html>Sign in to the network</html>' }],
  ['another shape', { body: '{"ok":"yes"}' }],
  ['broken JSON', { body: '{"ok":' }],
  ['an endless body', { body: `{"ok":true,"pad":"${'x'.repeat(5_000_000)}"}` }],
  ['an error that is no problem document', { status: 500, body: '{"error":"x"}' }],
])('[SY6] %s is told as a suspect server', async (_what, answer) => {
  await expect(answering(answer, ask)).rejects.toMatchObject({ code: 'server-suspect' })
})

test('a refusal keeps its reason', async () => {
  const body = JSON.stringify({ status: 403, code: 'revoked', title: 'this station was revoked' })

  await expect(answering({ status: 403, type: 'application/problem+json', body }, ask)).rejects.toMatchObject(
    {
      code: 'server-refused',
      detail: { reason: 'revoked' },
    },
  )
})

test('a line without a server is offline', async () => {
  const url = await answering({ body: '{}' }, async (used) => used)

  await expect(ask(url)).rejects.toMatchObject({ code: 'offline' })
})

/** A server that answers what comes over its first connection never, and all else at once. */
async function deafAtFirst<T>(use: (url: string, heard: () => number) => Promise<T>): Promise<T> {
  const sockets = new Set<unknown>()
  const server = createServer((request, response) => {
    sockets.add(request.socket)
    if (sockets.size > 1) response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    // A listening TCP server has an address with a port.
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => sockets.size)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

test('[SY10] what is late is asked twice, over a connection that is kept for what comes next', async () => {
  await deafAtFirst(async (url, heard) => {
    const wire = createWire({ url, line: testLine({ haste: 20 }), trust: { kind: 'authorities' } })
    const { signal } = new AbortController()
    const asked = { path: '/v1/sync', answer: z.object({ ok: z.literal(true) }), signal, isRepeatable: true }

    expect(await wire.call(asked)).toEqual({ ok: true })
    expect(await wire.call(asked)).toEqual({ ok: true })
    expect(heard()).toBe(2)
    wire.close()
  })
})

test('[SY11] a question without a body keeps its connection for the piece that follows', async () => {
  await answering({ body: '{}' }, async (url) => {
    const lane = testLine().openLane({ kind: 'authorities' })
    const answer = await lane.fetch(new URL('/v1/files/x', url), { method: 'HEAD' })

    expect(answer.headers.get('connection')).toBe('keep-alive')
    lane.close()
  })
})
