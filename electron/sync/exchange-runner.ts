import { z } from 'zod'
import { Fault } from '../../domain/fault.ts'
import { Vector } from '../../domain/op.ts'
import { Receipt } from '../../domain/receipt.ts'
import type { Refusals } from './blob-fetcher.ts'
import { exchange, type ServerView } from './exchange.ts'
import type { Connection, Line, SyncStore } from './ports.ts'
import { openSession, type Session } from './station-session.ts'
import { createWire } from './wire.ts'

/** What is remembered between runs; losing it costs one longer exchange. */
export const SyncMemory = z.object({
  epoch: z.string(),
  vector: Vector,
  receipts: z.array(Receipt),
  lastContactAt: z.string().nullable(),
})
export type SyncMemory = z.infer<typeof SyncMemory>
export const emptyMemory: SyncMemory = { epoch: '', vector: {}, receipts: [], lastContactAt: null }

export interface SyncPorts {
  readonly store: SyncStore
  readonly line: Line
  readonly connection: { get(): Connection | null; set(connection: Connection): Promise<void> }
  readonly memory: { readonly value: SyncMemory; save(value: SyncMemory): Promise<void> }
  readonly onChange: () => void
}

/** Runs exchanges and holds what the last answers said. */
export interface ExchangeRunner {
  /** @throws Fault the reason why the exchange ended early; what it brought until then is kept */
  run(signal: AbortSignal): Promise<void>
  /** After an enrolment the old token is of no use. */
  forgetSession(): void
  view(): ServerView
  /** False until the server was heard in this run of the program. */
  isAsked(): boolean
  clockSkewMs(): number | null
}

export function createExchangeRunner({
  store,
  line,
  connection,
  memory,
  onChange,
}: SyncPorts): ExchangeRunner {
  const { epoch, vector, receipts } = memory.value
  const refusals: Refusals = new Map()
  const state = {
    view: { epoch, vector, receipts, wanted: [] } as ServerView,
    session: null as Session | null,
    isAsked: false,
  }
  const remember = async (view: ServerView): Promise<void> => {
    Object.assign(state, { view, isAsked: true })
    await memory.save({
      epoch: view.epoch,
      vector: { ...view.vector },
      receipts: [...view.receipts],
      lastContactAt: new Date(line.nowMs()).toISOString(),
    })
    onChange()
  }
  return {
    view: () => state.view,
    isAsked: () => state.isAsked,
    clockSkewMs: () => state.session?.clockSkewMs ?? null,
    forgetSession: () => Object.assign(state, { session: null }),
    run: async (signal) => {
      const pinned = connection.get()
      if (pinned === null) throw new Fault('not-connected', 'no province is connected')
      const wire = createWire(pinned.url, line)
      try {
        const session =
          state.session ?? (await openSession(wire, { connection: pinned, store, nowMs: line.nowMs, signal }))
        state.session = session
        const ports = { wire, session, connection: pinned, store, line, signal }
        const onFetched = onChange
        await exchange({ ...ports, onView: remember, onSentBytes: onChange, refusals, onFetched }, state.view)
      } catch (error) {
        if (error instanceof Fault && error.code === 'unauthorised') state.session = null
        throw error
      }
    },
  }
}
