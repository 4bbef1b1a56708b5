import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { fingerprintOf, writeEnrolmentCode } from '../../domain/sync/enrolment-code.ts'
import { pinsText } from '../../domain/sync/protocol.ts'
import { createSigningKey, type SigningKey } from '../../server/identity/keys.ts'
import { createCertificate, createTlsKey, pinOfKey } from '../../server/tls/certificate.ts'
import { joinPc } from '../support/sync-pc.ts'
import { createTestVault } from '../support/test-vault.ts'

const EPOCH = 'epoch'
const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

interface Told {
  readonly key?: SigningKey
  readonly pins?: readonly string[] | null
  readonly signedBy?: SigningKey
  /** Answers after the enrolment come over this key. */
  readonly tlsKey?: string
  readonly port?: number
}

const serverKey = createSigningKey()

/** A server with a self-made certificate that says of its pins what the test wants. */
async function tlsServer({ key = serverKey, pins, signedBy = key, tlsKey = createTlsKey(), port = 0 }: Told) {
  const asked: { path: string; body: string }[] = []
  const told = pins === undefined ? [pinOfKey(tlsKey)] : pins
  const hello = {
    protocol: { min: 1, max: 1 },
    serverKey: key.publicKey,
    epoch: EPOCH,
    time: '2026-01-05T00:00:00.000Z',
    challenge: 'x',
    ...(told === null ? {} : { pins: told, pinsSignature: signedBy.sign(pinsText(told, EPOCH)) }),
  }
  const answers: Readonly<Record<string, object>> = {
    '/v1/hello': hello,
    '/v1/enrol': { commune: 'H27.38.05', communeName: 'Xã', serverKey: key.publicKey, epoch: EPOCH },
  }
  const certificate = await createCertificate({ keyPem: tlsKey, names: ['127.0.0.1'], nowMs: Date.now() })
  const http = createServer({ key: tlsKey, cert: certificate }, (request, response) => {
    const path = request.url ?? ''
    void bodyOf(request).then((body) => {
      asked.push({ path, body })
      const found = answers[path]
      response.writeHead(found === undefined ? 503 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(found ?? {}))
    })
  })
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      http.close(() => resolve())
      http.closeAllConnections()
    })
  closing.push(close)
  // A listening TCP server has an address with a port.
  const own = (http.address() as AddressInfo).port
  return { url: `https://127.0.0.1:${own}`, port: own, asked, tlsKey, close }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  // A request without an encoding gives buffers.
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

async function newPc() {
  const { vault } = await createTestVault()
  const pc = joinPc(vault)
  closing.push(() => pc.client.close())
  return pc
}

const hashOf = (key: SigningKey) =>
  createHash('sha256').update(Buffer.from(key.publicKey, 'base64url')).digest()
const codeOf = (key: SigningKey) => writeEnrolmentCode(new Uint8Array(20).fill(3), fingerprintOf(hashOf(key)))
const SECRET = '3'.repeat(20)

test('[SY9] with the code of its server a PC enrols at a self-made certificate and keeps its pins', async () => {
  const server = await tlsServer({})
  const pc = await newPc()

  // The session that follows is not answered here.
  await expect(pc.connect(server.url, codeOf(serverKey))).rejects.toMatchObject({ code: 'too-many-requests' })

  expect(pc.connection.value).toMatchObject({
    serverKey: serverKey.publicKey,
    pins: [pinOfKey(server.tlsKey)],
  })
  expect(server.asked.find(({ path }) => path === '/v1/enrol')?.body).toContain(`"code":"${SECRET}"`)
})

const stranger = createSigningKey()
test.each<[string, Told, string]>([
  ['another server', { key: stranger }, 'fingerprint'],
  ['pins that the server key did not sign', { signedBy: stranger }, 'pins'],
  ['a certificate that is not among the pins', { pins: [pinOfKey(createTlsKey())] }, 'certificate'],
  ['no pins and no authority', { pins: null }, 'certificate'],
])('[SY9] %s is never told the secret of a code', async (_what, told, reason) => {
  const server = await tlsServer(told)
  const pc = await newPc()

  await expect(pc.connect(server.url, codeOf(serverKey))).rejects.toMatchObject({
    code: 'server-suspect',
    detail: { reason },
  })

  expect(server.asked.filter(({ path }) => path !== '/v1/hello')).toEqual([])
  expect(pc.connection.value).toBeNull()
})

test('[SY9] a code without a fingerprint sends nothing to a certificate that no authority signed', async () => {
  const server = await tlsServer({})
  const pc = await newPc()

  await expect(pc.connect(server.url, 'ABCD-EFGH-JKMN-PQRS-TVWX')).rejects.toMatchObject({
    code: 'server-suspect',
    detail: { reason: 'certificate' },
  })

  expect(server.asked).toEqual([])
})

test('[SY9] when the certificate changes, not a byte is sent; the spare one is known', async () => {
  const spare = createTlsKey()
  const tlsKey = createTlsKey()
  const pins = [pinOfKey(tlsKey), pinOfKey(spare)]
  const first = await tlsServer({ tlsKey, pins })
  const pc = await newPc()
  await pc.connect(first.url, codeOf(serverKey)).catch(() => undefined)
  await first.close()

  const thief = await tlsServer({ port: first.port })
  await expect(pc.client.syncNow()).rejects.toMatchObject({
    code: 'server-suspect',
    detail: { reason: 'pin' },
  })
  expect(thief.asked).toEqual([])
  await thief.close()

  const renewed = await tlsServer({ port: first.port, tlsKey: spare, pins })
  await expect(pc.client.syncNow()).rejects.toMatchObject({ code: 'too-many-requests' })
  expect(renewed.asked.map(({ path }) => path)).toEqual(['/v1/hello', '/v1/session'])
})
