import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createServer, type ProvinceServer } from '../../../server/create-server.ts'
import { createLog } from '../../../server/log.ts'
import { newFolder, writeAuthority } from '../../support/test-server.ts'

let folder: string
let server: ProvinceServer
let url: string
beforeAll(async () => {
  folder = await newFolder()
  const page = path.join(folder, 'console')
  await mkdir(page)
  await writeFile(path.join(page, 'index.html'), '<!doctype html><title>Tiếp nhận</title>')
  await writeFile(path.join(page, 'main.js'), '')
  await writeFile(path.join(folder, 'secret.txt'), 'bí mật')
  server = await createServer({
    dataFolder: path.join(folder, 'data'),
    authorityFolder: await writeAuthority(folder),
    folders: [
      { root: page, prefix: '/console/' },
      { root: path.join(folder, 'missing'), prefix: '/console/pdfjs/wasm/' },
    ],
    clock: Date.now,
    log: createLog(() => undefined, Date.now),
  })
  url = await server.http.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

test('the page is served under /console/, and the bare address leads there', async () => {
  for (const address of ['/', '/console', '/console/']) {
    const answer = await fetch(new URL(address, url))

    expect(answer.url).toBe(new URL('/console/', url).href)
    expect(await answer.text()).toContain('Tiếp nhận')
  }
})

test('the policy of the page runs no inline code, loads from nowhere else and cannot be framed', async () => {
  const { headers } = await fetch(new URL('/console/', url))
  const policy = headers.get('content-security-policy') ?? ''

  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
})

test('nothing beside the page is served', async () => {
  const addresses = [
    '/console/../secret.txt',
    '/console/..%2fsecret.txt',
    '/console/%2e%2e/secret.txt',
    '/secret.txt',
  ]

  for (const address of addresses) {
    const answer = await fetch(`${url}${address}`)

    expect(await answer.text()).not.toContain('bí mật')
    expect(answer.status).toBeGreaterThanOrEqual(400)
  }
})

test('the server tells whether it is up', async () => {
  const answer = await fetch(new URL('/healthz', url))

  expect([answer.status, await answer.json()]).toEqual([200, { isUp: true }])
})

test('guessing enrolment codes is slowed down by address', async () => {
  const tries = await Promise.all(
    Array.from({ length: 31 }, () =>
      fetch(new URL('/v1/enrol', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      }),
    ),
  )

  const refused = tries.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(1)
  expect(await refused[0]?.json()).toMatchObject({ code: 'rate' })
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
})
