import { createHash, X509Certificate } from 'node:crypto'
import { rm } from 'node:fs/promises'
import https from 'node:https'
import { connect } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { HelloAnswer, pinsText } from '../../../domain/sync/protocol.ts'
import { isSignedBy } from '../../../server/identity/keys.ts'
import { createCertificate, createTlsKey } from '../../../server/tls/certificate.ts'
import { namesOfMachine, openTlsIdentity } from '../../../server/tls/tls-identity.ts'
import { newFolder, startServer, type TestServer } from '../../support/test-server.ts'

const DAY_MS = 86_400_000
const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

async function newDataFolder(): Promise<string> {
  const folder = await newFolder()
  folders.push(folder)
  return folder
}

const names = ['localhost', '127.0.0.1', 'may-chu.tinh.local', '192.168.1.20', '2001:db8::7']

test('[SV11] the certificate made at the first start is one that OpenSSL reads, for two years, under every name', async () => {
  const nowMs = Date.UTC(2026, 5, 1)

  const made = await openTlsIdentity({ dataFolder: await newDataFolder(), nowMs, names })
  const certificate = new X509Certificate(made.certificate)

  expect(made.change).toBe('tls-made')
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' })
  expect(certificate.ca).toBe(false)
  expect(Date.parse(certificate.validTo)).toBe(nowMs + 730 * DAY_MS)
  expect(names.map((name) => certificate.checkHost(name) ?? certificate.checkIP(name))).toEqual(names)
  expect(certificate.checkHost('khac.tinh.local')).toBeUndefined()
})

test('[SV12] the renewed certificate answers with the key that was the spare, so that no station is locked out', async () => {
  const dataFolder = await newDataFolder()
  const nowMs = Date.UTC(2026, 5, 1)
  const first = await openTlsIdentity({ dataFolder, nowMs, names })
  const same = await openTlsIdentity({ dataFolder, nowMs: nowMs + 600 * DAY_MS, names })
  const renewed = await openTlsIdentity({ dataFolder, nowMs: nowMs + 671 * DAY_MS, names })

  expect(same).toEqual({ ...first, change: null })
  expect(renewed.change).toBe('tls-renewed')
  expect(renewed.pins[0]).toBe(first.pins[1])
  expect(new Set([...first.pins, ...renewed.pins]).size).toBe(3)
})

test('[SV12] another address makes a certificate of the same key, which stations have pinned', async () => {
  const dataFolder = await newDataFolder()
  const first = await openTlsIdentity({ dataFolder, nowMs: Date.now(), names })
  const moved = await openTlsIdentity({ dataFolder, nowMs: Date.now(), names: [...names, '10.0.0.5'] })

  expect(moved.pins).toEqual(first.pins)
  expect(moved.key).toBe(first.key)
  expect(new X509Certificate(moved.certificate).checkIP('10.0.0.5')).toBe('10.0.0.5')
})

async function hello(server: TestServer): Promise<{ answer: HelloAnswer; pin: string; protocol: string }> {
  const { port } = new URL(server.url)
  const found = await new Promise<{ pin: string; protocol: string }>((resolve, reject) => {
    // The test is the first contact: it trusts nothing and looks at what is shown.
    const socket = connect({ host: '127.0.0.1', port: Number(port), rejectUnauthorized: false }, () => {
      const raw = socket.getPeerX509Certificate()
      const spki = raw?.publicKey.export({ format: 'der', type: 'spki' }) ?? Buffer.alloc(0)
      resolve({
        pin: createHash('sha256').update(spki).digest('base64url'),
        protocol: socket.getProtocol() ?? '',
      })
      socket.destroy()
    })
    socket.once('error', reject)
  })
  const text = await new Promise<string>((resolve, reject) => {
    https
      .get({ host: '127.0.0.1', port, path: '/v1/hello', rejectUnauthorized: false }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => resolve(Buffer.concat(chunks).toString()))
      })
      .once('error', reject)
  })
  return { answer: HelloAnswer.parse(JSON.parse(text)), ...found }
}

test('[SV11] the server speaks TLS 1.3 with it, and hello tells its pins under the signature of the server key', async () => {
  const server = await startServer({ tls: { kind: 'own', names: namesOfMachine('127.0.0.1') } })
  folders.push(server.dataFolder)

  const { answer, pin, protocol } = await hello(server)

  expect(protocol).toBe('TLSv1.3')
  expect(answer.pins?.[0]).toBe(pin)
  expect(answer.pins).toHaveLength(2)
  const { pins = [], pinsSignature = '', serverKey, epoch } = answer
  expect(isSignedBy(serverKey, pinsText(pins, epoch), pinsSignature)).toBe(true)
  expect((await server.audit.page({ limit: 10, offset: 0 }, { action: 'tls-made' })).total).toBe(1)
  await server.close()
})

test('with a certificate of the office no pins are told: its authority vouches for it', async () => {
  const key = createTlsKey()
  const certificate = await createCertificate({ keyPem: key, names: ['localhost'], nowMs: Date.now() })
  const server = await startServer({ tls: { kind: 'office', certificate, key } })
  folders.push(server.dataFolder)

  expect((await hello(server)).answer.pins).toBeUndefined()
  await server.close()
  await expect(
    startServer({ tls: { kind: 'office', certificate, key: createTlsKey() }, dataFolder: server.dataFolder }),
  ).rejects.toMatchObject({ code: 'invalid-input' })
})
