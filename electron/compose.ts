import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { deskApi, type NewVault, type VaultApi, vaultApi } from '../domain/api.ts'
import { Fault } from '../domain/fault.ts'
import type { Sha256 } from '../domain/op.ts'
import { createDispatcher, type Handlers, type Reply } from '../domain/rpc.ts'
import { type AppPorts, joinVault, type OpenVault, type Parts, storePorts } from './compose/open-vault.ts'
import { loadAuthority } from './desk/authority-files.ts'
import { firstRecords, openFonds, userName } from './desk/first-records.ts'
import type { ImageBytes } from './desk/page-images.ts'
import { createReaderPool } from './digitise/reader-pool.ts'
import { createVault, openVault, vaultExists } from './store/vault.ts'

/** Longest wait for one page: a dense A3 page on an old PC takes under a minute. */
const READ_TIMEOUT_MS = 180_000

/** The engine: the same under Electron, as a command, and in tests. */
export interface App {
  dispatch(name: string, input: unknown): Promise<Reply>
  /** The picture of one page of an open vault, for the window's protocol. */
  pageImage(page: { source: Sha256; index: number }, size: 'full' | 'thumbnail'): Promise<ImageBytes>
  /** Resolves when all that came in is taken, read and findable. */
  settled(): Promise<void>
  close(): Promise<void>
}

export async function createApp(ports: AppPorts): Promise<App> {
  const { fork, readers, surroundings, assetsFolder } = ports
  const authority = await loadAuthority(path.join(assetsFolder, 'authority'))
  const reader = createReaderPool({ fork, readers, requestTimeoutMs: READ_TIMEOUT_MS })
  const parts: Parts = { ports, authority, reader }
  const state = { open: null as OpenVault | null, isOpening: false }

  const open = async (secret: string): Promise<void> => {
    if (state.open !== null) return
    if (state.isOpening) throw new Fault('in-use', 'the vault is being opened')
    state.isOpening = true
    try {
      state.open = await joinVault(parts, await openVault(ports.vaultFolder, secret, storePorts(ports)))
    } finally {
      state.isOpening = false
    }
    surroundings.emit({ name: 'vaultChanged', payload: {} })
  }
  const lock = async (): Promise<void> => {
    const held = state.open
    state.open = null
    await held?.close()
    surroundings.emit({ name: 'vaultChanged', payload: {} })
  }
  const dispatchVault = createDispatcher(
    vaultApi,
    vaultHandlers(parts, { open, lock, current: () => state.open }),
    surroundings.onBug,
  )
  return {
    dispatch: async (name, input) => {
      if (!Object.hasOwn(deskApi, name)) return dispatchVault(name, input)
      return state.open === null
        ? { ok: false, code: 'locked', detail: {} }
        : state.open.dispatch(name, input)
    },
    pageImage: async (page, size) => {
      if (state.open === null) throw new Fault('locked', 'the vault is locked')
      return state.open.desk.images.get(page, size)
    },
    settled: async () => state.open?.desk.settled(),
    close: async () => {
      await state.open?.close()
      state.open = null
      await reader.close()
    },
  }
}

interface VaultDoor {
  open(secret: string): Promise<void>
  lock(): Promise<void>
  current(): OpenVault | null
}

function vaultHandlers(parts: Parts, door: VaultDoor): Handlers<VaultApi> {
  const { ports, authority } = parts
  return {
    authority: async () => authority,
    status: async () => {
      const held = door.current()
      if (held === null) {
        return { kind: (await vaultExists(ports.vaultFolder)) ? 'locked' : 'first-run' }
      }
      const told = [...held.vault.notices, ...held.desk.problems()]
      const notices = told.map(({ code, detail }) => ({ code, detail: { ...detail } }))
      const fonds = openFonds(held.vault)
      return { kind: 'open', userName: userName(held.vault), fonds, notices, demo: ports.demo }
    },
    createVault: async (wanted) => {
      const recoveryCode = await createWhole(parts, wanted)
      await door.open(wanted.passphrase)
      return { recoveryCode }
    },
    unlockVault: async ({ secret }) => {
      await door.open(secret)
      return null
    },
    lockVault: async () => {
      await door.lock()
      return null
    },
  }
}

/** Makes a vault with its first records beside its place and moves it there, so that none is ever half made. */
async function createWhole({ ports, authority }: Parts, wanted: NewVault): Promise<string> {
  if (await vaultExists(ports.vaultFolder)) throw new Fault('conflict', 'there is a vault already')
  const draft = `${ports.vaultFolder}.new`
  await rm(draft, { recursive: true, force: true })
  const { vault, recoveryCode } = await createVault(
    draft,
    { passphrase: wanted.passphrase },
    storePorts(ports),
  )
  try {
    vault.setAuthor(wanted.userName)
    await vault.append(firstRecords(wanted, authority, ports.surroundings))
  } finally {
    await vault.close()
  }
  await rename(draft, ports.vaultFolder)
  return recoveryCode
}
