import { createConsoleClient } from '../support/test-server.ts'
import type { World } from './sim-world.ts'

const HOUR_MS = 3_600_000
/** When the archivist looks at what has come; the server is up then. */
const LOOKS_AT = [9, 14, 18]

/** Accepts in the province's console what is there whole, as a person at the archive does. */
export function createSimArchivist({ clock, server }: Pick<World, 'clock' | 'server'>) {
  const look = async (): Promise<void> => {
    const running = server.running()
    const url = server.url()
    if (url === null) return
    // Signed in anew each time: a server that was put back forgot the last time.
    const name = 'lưu trữ viên'
    const password = await running.accounts.resetUser({ name, role: 'archivist' })
    const client = createConsoleClient(url)
    await client.signIn({ name, password })
    for (const { deposit, commune, blobsNamed, blobsStored } of await client.deposits({})) {
      if (deposit.outcome !== null || blobsNamed > blobsStored) continue
      // One whose file a colleague changed at the last moment has another manifest: it stays for a person to return.
      const detail = await client.deposit({ commune, id: deposit.id })
      if (detail.manifestMatches) await client.acceptDeposit({ commune, deposit: deposit.id })
    }
  }
  return {
    workDay: (dayMs: number): void => {
      for (const hour of LOOKS_AT) clock.after(dayMs + hour * HOUR_MS - clock.nowMs(), look)
    },
  }
}
