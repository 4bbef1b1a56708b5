import { Fault } from '../../domain/fault.ts'
import type { User } from '../../domain/user.ts'
import type { OnMigrating } from '../store/migrate-vault.ts'
import { openVault, type Vault } from '../store/vault.ts'
import type { KeySlot } from '../store/vault-header.ts'
import { joinVault, type OpenVault, type Parts, storePorts } from './open-vault.ts'
import { idleSetting, type Session } from './session.ts'
import { existing, givePassphrase } from './users.ts'
import { createUsersBook, dropOrphanSlots, type UsersBook } from './users-book.ts'

/** What is behind the gate: an open vault, joined with its desk once a user was there. */
export interface Inside {
  readonly vault: Vault
  readonly book: UsersBook
  joined: OpenVault | null
}

/** `recovering`: somebody came in with a recovery sheet and may only give a user a new passphrase. */
export type Gate =
  | { readonly kind: 'shut' }
  | { readonly kind: 'recovering'; readonly inside: Inside }
  | { readonly kind: 'open'; readonly inside: Inside; readonly user: string }

/** The gate of one engine and what is behind it. A gate that was opened anew is another object. */
export interface GateState {
  readonly parts: Parts
  gate: Gate
  /** Also behind a shut gate, while something is still being read. */
  inside: Inside | null
  isOpening: boolean
  /** The vault is being closed. */
  ending: Promise<void> | null
  stopIdle: () => void
}

const SHUT: Gate = { kind: 'shut' }

export function createGate(parts: Parts): GateState {
  return { parts, gate: SHUT, inside: null, isOpening: false, ending: null, stopIdle: () => {} }
}

export function tellChange({ parts }: GateState): void {
  parts.ports.surroundings.emit({ name: 'vaultChanged', payload: {} })
}

/** Shuts the gate at once; what is behind it is closed when the work there is done. */
export function shut(state: GateState): void {
  state.stopIdle()
  if (state.gate.kind === 'shut') return
  state.gate = SHUT
  tellChange(state)
  if (state.inside !== null) void finish(state, state.inside)
}

/** Closes what is behind a gate that is still shut when the work is done. */
export async function finish(state: GateState, inside: Inside): Promise<void> {
  const { onBug } = state.parts.ports.surroundings
  await inside.joined?.desk.settled().catch((error: unknown) => onBug('settling', error))
  const isWanted = state.gate.kind !== 'shut' || state.isOpening
  if (state.inside !== inside || state.ending !== null || isWanted) return
  state.ending = (inside.joined ?? inside.vault)
    .close()
    .catch((error: unknown) => onBug('locking', error))
    .finally(() => {
      state.inside = null
      state.ending = null
    })
  await state.ending
}

/** Closes everything now; what was being read goes on at the next opening. */
export async function closeGate(state: GateState): Promise<void> {
  state.stopIdle()
  state.gate = SHUT
  const { inside } = state
  await (state.ending ?? (inside?.joined ?? inside?.vault)?.close())
  state.inside = null
}

/** The signed-in user as the vault knows them now. @throws Fault 'locked' */
export function signedIn({ gate }: GateState): User {
  const found = gate.kind === 'open' ? gate.inside.book.find(gate.user) : null
  if (found === null || found.isRemoved) throw locked()
  return found
}

/** Lets in whoever has the secret. @throws Fault as `openVault` */
export async function letIn(state: GateState, secret: string): Promise<void> {
  const { inside, slot } = await enter(state, secret)
  const isSheet = slot.kind !== 'passphrase'
  const found = isSheet ? null : inside.book.ofSlot(slot.id)
  try {
    if (found !== null) return await admit(state, inside, found)
    // A slot of nobody: what a kill left of a user half added or half removed.
    if (!isSheet) throw new Fault('wrong-passphrase', 'this slot belongs to no user')
  } catch (error) {
    if (state.inside !== inside) await inside.vault.close()
    throw error
  }
  state.inside = inside
  state.gate = { kind: 'recovering', inside }
  await armIdle(state, inside.vault)
}

/** Ends a recovery: the user has a new passphrase and is signed in. @throws Fault 'not-found', 'invalid-input' */
export async function recover(
  state: GateState,
  { id, passphrase }: { readonly id: string; readonly passphrase: string },
): Promise<void> {
  const { gate } = state
  if (gate.kind !== 'recovering') throw locked()
  const { inside } = gate
  const helped = existing(inside.book, id)
  inside.vault.setAuthor(helped.name)
  await givePassphrase(inside, helped, passphrase)
  if (state.gate !== gate) throw locked()
  await admit(state, inside, existing(inside.book, id))
}

/** Tries a secret: on the vault that still works behind a shut gate, or on the one on the disk. */
async function enter(state: GateState, secret: string): Promise<{ inside: Inside; slot: KeySlot }> {
  const kept = state.inside
  if (kept !== null && state.ending === null) {
    return { inside: kept, slot: await kept.vault.keySlots.verify(secret) }
  }
  await state.ending
  const { ports } = state.parts
  const onProgress = (payload: { readonly readBytes: number; readonly totalBytes: number }): void =>
    ports.surroundings.emit({ name: 'vaultOpening', payload: { ...payload } })
  const onMigrating: OnMigrating = (payload) =>
    ports.surroundings.emit({ name: 'vaultMigrating', payload: { ...payload } })
  const vault = await openVault(ports.vaultFolder, secret, { ...storePorts(ports), onProgress, onMigrating })
  return { inside: { vault, book: createUsersBook(vault), joined: null }, slot: vault.openedBy }
}

async function admit(state: GateState, inside: Inside, user: User): Promise<void> {
  const { vault, book } = inside
  vault.setAuthor(user.name)
  await dropOrphanSlots(vault, book)
  inside.joined ??= await joinVault(quietParts(state), { vault, book, session: sessionOf(state, vault) })
  state.inside = inside
  state.gate = { kind: 'open', inside, user: user.id }
  await armIdle(state, vault)
}

function sessionOf(state: GateState, vault: Vault): Session {
  const { onBug } = state.parts.ports.surroundings
  return {
    user: () => signedIn(state),
    noteActivity: () => void armIdle(state, vault).catch((error: unknown) => onBug('idle', error)),
    changed: () => tellChange(state),
  }
}

/** The time until the vault locks itself begins anew. */
async function armIdle(state: GateState, vault: Vault): Promise<void> {
  const { idleMinutes } = (await idleSetting(vault)).value
  state.stopIdle()
  if (state.gate.kind === 'shut') return
  state.stopIdle = state.parts.ports.line.after(idleMinutes * 60_000, () => shut(state))
}

/** While the gate is shut the windows hear of nothing but the gate. */
function quietParts(state: GateState): Parts {
  const { parts } = state
  const { surroundings } = parts.ports
  const emit: typeof surroundings.emit = (event) => {
    if (event.name === 'vaultChanged' || state.gate.kind === 'open') surroundings.emit(event)
  }
  return { ...parts, ports: { ...parts.ports, surroundings: { ...surroundings, emit } } }
}

export function locked(): Fault {
  return new Fault('locked', 'the vault is locked')
}
