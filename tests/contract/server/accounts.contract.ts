import { expect, test } from 'vitest'
import { reportOf } from '../../../domain/fault.ts'
import { openAccounts } from '../../../server/accounts/accounts.ts'
import type { SqlDatabase } from '../../../server/store/sql.ts'

const name = 'Nguyễn Văn Mẫu'
const NEXT_PASSWORD = 'mật khẩu mới dài'

/** What the accounts of the console promise. @param open an empty database for each test */
export function accountsContract(open: () => Promise<SqlDatabase>): void {
  async function opened() {
    const clock = { nowMs: Date.parse('2026-01-05T08:00:00Z') }
    const db = await open()
    return { clock, db, accounts: await openAccounts(db, () => clock.nowMs) }
  }

  test('a user signs in with the password that was shown once, and with no other', async () => {
    const { accounts } = await opened()
    expect(await accounts.hasUsers()).toBe(false)

    const password = await accounts.resetUser({ name, role: 'archivist', communes: ['H27.38.05'] })

    expect(await accounts.hasUsers()).toBe(true)
    await expect(accounts.signIn(name, `${password}x`)).rejects.toMatchObject({ code: 'wrong-passphrase' })
    expect(await accounts.signIn(name, password)).toEqual({
      name,
      role: 'archivist',
      communes: ['H27.38.05'],
    })
  })

  test('[SV9] wrong passwords slow down and lock out, whichever way the server is started again', async () => {
    const { accounts, clock, db } = await opened()
    const password = await accounts.resetUser({ name, role: 'archivist' })
    for (let tries = 0; tries < 5; tries += 1) {
      await expect(accounts.signIn(name, 'sai')).rejects.toMatchObject({ code: 'wrong-passphrase' })
      clock.nowMs += 10_000
    }

    const again = await openAccounts(db, () => clock.nowMs)

    await expect(again.signIn(name, password)).rejects.toMatchObject({ code: 'too-many-requests' })
    clock.nowMs += 15 * 60_000
    expect(await again.signIn(name, password)).toMatchObject({ name })
  })

  test('[SV9] guesses at the same moment count one after another', async () => {
    const { accounts } = await opened()
    await accounts.resetUser({ name, role: 'archivist' })

    const guesses = await Promise.allSettled(Array.from({ length: 12 }, () => accounts.signIn(name, 'sai')))

    const codes = guesses.map((guess) => (guess.status === 'rejected' ? reportOf(guess.reason).code : 'in'))
    expect(codes.filter((code) => code === 'wrong-passphrase')).toHaveLength(2)
    expect(codes.filter((code) => code === 'too-many-requests')).toHaveLength(10)
  })

  test('a session ends with its time, with its end, and with a new password', async () => {
    const { accounts, clock } = await opened()
    const password = await accounts.resetUser({ name, role: 'archivist' })
    const [ended, kept] = [await accounts.createSession(name), await accounts.createSession(name)]

    await accounts.endSession(ended.token)

    expect(await accounts.userOfSession(ended.token)).toBeNull()
    expect(await accounts.userOfSession(kept.token)).toMatchObject({ name })
    await accounts.changePassword(name, password, NEXT_PASSWORD)
    expect(await accounts.userOfSession(kept.token)).toBeNull()
    expect(await accounts.signIn(name, NEXT_PASSWORD)).toMatchObject({ name })
    const late = await accounts.createSession(name)
    clock.nowMs += (late.maxAgeSeconds + 1) * 1000
    expect(await accounts.userOfSession(late.token)).toBeNull()
  })
}
