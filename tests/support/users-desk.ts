import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { AppStatus } from '../../domain/api.ts'
import { Fault } from '../../domain/fault.ts'
import type { Role } from '../../domain/user.ts'
import { realLine, realSurroundings } from '../../electron/compose/surroundings.ts'
import { type Engine, startEngine } from './engine.ts'

export const ADMINISTRATOR = 'mật khẩu của quản trị'
export const CLERK = 'mật khẩu của công chức'
export const LEADER = 'mật khẩu của lãnh đạo'

export interface Desk extends Engine {
  readonly folder: string
  readonly recoveryCode: string
  readonly recoverySlot: string
  /** Moves the engine's clock. */
  later(ms: number): void
  /** Lets every timer run that is set. */
  runTimers(): void
  restart(): Promise<Desk>
}

async function startAt(folder: string): Promise<Omit<Desk, 'recoveryCode' | 'recoverySlot' | 'restart'>> {
  let aheadMs = 0
  const timers = new Map<object, () => void>()
  const events: Engine['events'][number][] = []
  const clock = { nowMs: () => Date.parse('2026-11-20T03:00:00.000Z') + aheadMs }
  const engine = await startEngine(path.join(folder, 'kho'), {
    scryptLogN: 4,
    surroundings: { ...realSurroundings((event) => events.push(event)), clock },
    line: {
      ...realLine(),
      after: (_delayMs, run) => {
        const key = {}
        timers.set(key, run)
        return () => timers.delete(key)
      },
    },
  })
  onTestFinished(() => engine.app.close())
  return {
    ...engine,
    folder,
    events,
    later: (ms) => {
      aheadMs += ms
    },
    runTimers: () => {
      const due = [...timers.values()]
      timers.clear()
      for (const run of due) run()
    },
  }
}

/** A new vault whose first user is its administrator. */
export async function newDesk(): Promise<Desk> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ho-so-xa-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const desk = await startAt(folder)
  const made = await desk.client.createVault({
    agencyCode: 'H27.38.05',
    communeName: 'xã Ví Dụ',
    userName: 'Trần Thị Mẫu',
    passphrase: ADMINISTRATOR,
  })
  const whole = (part: Awaited<ReturnType<typeof startAt>>): Desk => ({
    ...part,
    ...made,
    restart: async () => {
      await part.app.close()
      return whole(await startAt(folder))
    },
  })
  return whole(desk)
}

export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof Fault) return [error.code, error.detail['reason']].filter(Boolean).join(' ')
    throw error
  }
}

export type Open = Extract<AppStatus, { kind: 'open' }>

export async function openStatus({ client }: Engine): Promise<Open> {
  const status = await client.status({})
  if (status.kind !== 'open') throw new Error(`the vault is ${status.kind}`)
  return status
}

export async function switchTo({ client }: Engine, secret: string): Promise<void> {
  await client.lockVault({})
  await client.unlockVault({ secret })
}

export async function planOf({ client }: Engine) {
  return (await client.plan({ year: null })).entries
}

export async function addUser({ client }: Engine, role: Role, passphrase: string): Promise<string> {
  return (await client.addUser({ name: `Người ${role}`, role, passphrase })).id
}
