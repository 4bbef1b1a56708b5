import { Fault, reportOf } from '../../domain/fault.ts'
import { mayCall, permissions } from '../../domain/permission.ts'
import type { Reply } from '../../domain/rpc.ts'
import type { User } from '../../domain/user.ts'
import type { PageImages } from '../desk/page-images.ts'
import type { OpenVault, Parts } from './open-vault.ts'
import {
  closeGate,
  createGate,
  finish,
  type Gate,
  type GateState,
  letIn,
  locked,
  recover,
  shut,
  signedIn,
  tellChange,
} from './session-gate.ts'

/**
 * Lets people in and out. Behind a shut gate nothing is told and nothing is done for the window, while what is being
 * read goes on; when that is settled the vault is closed and its keys are forgotten.
 */
export interface Door {
  gate(): Gate
  /** The signed-in user as the vault knows them now. @throws Fault 'locked' */
  user(): User
  /** @throws Fault as `openVault` */
  unlock(secret: string): Promise<void>
  /** Shuts the gate at once. */
  lock(): void
  /** Ends a recovery: the user has a new passphrase and is signed in. @throws Fault 'not-found', 'invalid-input' */
  recover(id: string, passphrase: string): Promise<void>
  /** Why a procedure may not be called now, or null. */
  refusal(name: string): Fault | null
  /** Asks the desk, and tells its answer only if the gate stayed open. */
  dispatch(name: string, input: unknown): Promise<Reply>
  readonly pageImage: PageImages['get']
  /** What is joined around the vault, also behind a shut gate; null where none is open. */
  joined(): OpenVault | null
  settled(): Promise<void>
  close(): Promise<void>
}

export function createDoor(parts: Parts): Door {
  const state = createGate(parts)
  return {
    gate: () => state.gate,
    user: () => signedIn(state),
    lock: () => shut(state),
    unlock: async (secret) => {
      if (state.gate.kind !== 'shut') return
      if (state.isOpening) throw new Fault('in-use', 'the vault is being opened')
      state.isOpening = true
      try {
        await letIn(state, secret)
      } finally {
        state.isOpening = false
        if (state.gate.kind === 'shut' && state.inside !== null) void finish(state, state.inside)
      }
      tellChange(state)
    },
    recover: async (id, passphrase) => {
      await recover(state, { id, passphrase })
      tellChange(state)
    },
    refusal: (name) => refusalOf(name, state),
    ...insideCalls(state),
    joined: () => state.inside?.joined ?? null,
    settled: async () => state.inside?.joined?.desk.settled(),
    close: () => closeGate(state),
  }
}

/** What is told only if nobody shut the gate while it was fetched. */
function insideCalls(state: GateState): Pick<Door, 'dispatch' | 'pageImage'> {
  const ask = async <T>(work: (open: OpenVault) => Promise<T>): Promise<T> => {
    const { gate } = state
    if (gate.kind !== 'open' || gate.inside.joined === null) throw locked()
    const result = await work(gate.inside.joined)
    if (state.gate !== gate) throw locked()
    return result
  }
  return {
    dispatch: async (name, input) => {
      try {
        return await ask((open) => open.dispatch(name, input))
      } catch (error) {
        return { ok: false, ...reportOf(error) }
      }
    },
    pageImage: (page, size, signal) => ask((open) => open.pageImage(page, size, signal)),
  }
}

function refusalOf(name: string, state: GateState): Fault | null {
  // `hasOwn` says that it is one of the keys; a name that is none is refused by the dispatcher.
  const permission = Object.hasOwn(permissions, name)
    ? permissions[name as keyof typeof permissions]
    : 'anyone'
  if (permission === 'anyone') return null
  const { gate } = state
  if (gate.kind === 'shut') return locked()
  if (gate.kind === 'recovering') return permission === 'recovery' ? null : forbidden(name)
  const user = gate.inside.book.find(gate.user)
  // A user who was removed while they worked is out.
  if (user === null || user.isRemoved) return locked()
  return mayCall(user.role, name) ? null : forbidden(name)
}

function forbidden(name: string): Fault {
  return new Fault('forbidden', `the role does not allow ${name}`, { detail: { reason: 'role' } })
}
