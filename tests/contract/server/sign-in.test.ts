import { afterEach, beforeEach, expect, test } from 'vitest'
import { reportOf } from '../../../domain/fault.ts'
import { createConsoleClient, removeServer, startServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let password: string
const name = 'luutru'
beforeEach(async () => {
  server = await startServer()
  password = await server.accounts.resetUser({ name, role: 'archivist' })
})
afterEach(() => removeServer(server))

const signIn = (given: string, as = name) =>
  createConsoleClient(server.url).signIn({ name: as, password: given })

test('the right password opens a session, a wrong one does not', async () => {
  const client = createConsoleClient(server.url)

  await expect(client.signIn({ name, password: 'sai' })).rejects.toMatchObject({ code: 'wrong-passphrase' })
  expect(await client.me({})).toBeNull()
  expect(await client.signIn({ name, password })).toEqual({ name, role: 'archivist', communes: null })
  expect(await client.me({})).toEqual({ name, role: 'archivist', communes: null })
})

test('[SV9] wrong passwords are slowed down: after the second one has to wait', async () => {
  await expect(signIn('sai')).rejects.toMatchObject({ code: 'wrong-passphrase' })
  await expect(signIn('sai')).rejects.toMatchObject({ code: 'wrong-passphrase' })

  await expect(signIn(password)).rejects.toMatchObject({ code: 'too-many-requests', detail: { seconds: 1 } })
  server.clock.nowMs += 1001
  expect(await signIn(password)).toMatchObject({ name })
})

test('[SV9] the fifth wrong password locks the account for a quarter of an hour', async () => {
  for (let tries = 0; tries < 5; tries += 1) {
    await expect(signIn('sai')).rejects.toMatchObject({ code: 'wrong-passphrase' })
    server.clock.nowMs += 10_000
  }

  await expect(signIn(password)).rejects.toMatchObject({
    code: 'too-many-requests',
    detail: { seconds: 890 },
  })
  server.clock.nowMs += 890_001
  expect(await signIn(password)).toMatchObject({ name })
})

test('[SV9] many guesses at the same moment count one after another', async () => {
  const guesses = await Promise.allSettled(Array.from({ length: 12 }, () => signIn('sai')))

  const codes = guesses.map((guess) => (guess.status === 'rejected' ? reportOf(guess.reason).code : 'in'))
  expect(codes.filter((code) => code === 'wrong-passphrase')).toHaveLength(2)
  expect(codes.filter((code) => code === 'too-many-requests')).toHaveLength(10)
})

test('[SV9] a restart forgets no wrong password', async () => {
  for (let tries = 0; tries < 5; tries += 1) {
    await expect(signIn('sai')).rejects.toMatchObject({ code: 'wrong-passphrase' })
    server.clock.nowMs += 10_000
  }
  await server.close()
  const { nowMs } = server.clock
  server = await startServer({ dataFolder: server.dataFolder })
  server.clock.nowMs = nowMs

  await expect(signIn(password)).rejects.toMatchObject({ code: 'too-many-requests' })
})

test('a name that nobody has is slowed down the same, so that guessing tells no names', async () => {
  const codes: string[] = []
  for (let tries = 0; tries < 3; tries += 1) {
    await signIn('sai', 'không có').catch((error: { code: string }) => codes.push(error.code))
  }

  expect(codes).toEqual(['wrong-passphrase', 'wrong-passphrase', 'too-many-requests'])
})

test('[SV41] a wrong password is remembered also where the password is to be changed', async () => {
  const client = createConsoleClient(server.url)
  await client.signIn({ name, password })

  await expect(client.changePassword({ password: 'sai', next: 'mật khẩu mới dài' })).rejects.toMatchObject({
    code: 'wrong-passphrase',
  })

  const auditor = await server.console('auditor')
  const { rows } = await auditor.audit({ limit: 10, actor: name })
  expect(rows.map(({ action }) => action)).toEqual(['sign-in-refused', 'signed-in'])
})

test('a session ends after eight hours, and when the password is reset', async () => {
  const [first, second] = [createConsoleClient(server.url), createConsoleClient(server.url)]
  await first.signIn({ name, password })
  server.clock.nowMs += 8 * 3_600_000 + 1000
  expect(await first.me({})).toBeNull()

  await second.signIn({ name, password })
  await server.accounts.resetUser({ name, role: 'archivist' })
  expect(await second.me({})).toBeNull()
})
