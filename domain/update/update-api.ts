import * as z from 'zod'
import { procedure } from '../rpc.ts'

const nothing = z.object({})
const done = z.null()
const File = z.object({ path: z.string().min(1).max(4096) })

/** An update file whose signature and payload were found good, and that fits this PC. */
export const UpdateOffer = z.object({
  path: z.string(),
  version: z.string(),
  notes: z.object({ vi: z.string(), en: z.string() }),
  createdAt: z.string(),
  /** Room that is needed beside the installed program. */
  neededBytes: z.int(),
  freeBytes: z.int(),
  /** The vault is copied and changed to another format at the next opening. */
  changesVault: z.boolean(),
  /** How it comes onto this PC: by the system's installer, by a setup that asks, or by hand. */
  way: z.enum(['installer', 'setup', 'by-hand']),
})
export type UpdateOffer = z.infer<typeof UpdateOffer>

/** How an installation ended that did not fail. */
export const UpdateOutcome = z.discriminatedUnion('kind', [
  /** The new version lies in the place of the old one; the program starts again. */
  z.object({ kind: z.literal('installed'), version: z.string() }),
  /** The setup runs; the program ends so that it can be replaced. */
  z.object({ kind: z.literal('started'), version: z.string() }),
  /** The verified file lies there and waits for somebody to put it in place. */
  z.object({ kind: z.literal('by-hand'), version: z.string(), path: z.string() }),
])
export type UpdateOutcome = z.infer<typeof UpdateOutcome>

export const UpdateState = z.object({
  version: z.string(),
  /** Of the runtime below the program; '' without a window. */
  electron: z.string(),
  vaultFormat: z.int(),
  /** How many keys' update files are taken; 0 says that this copy takes none. */
  trustedKeys: z.int(),
  /** The file that somebody opened in the system, until it was looked at. */
  opened: z.string().nullable(),
  /** The version before, while nobody has seen that it was replaced. */
  updatedFrom: z.string().nullable(),
  /** The copy of the vault that was made before its format changed, while nobody has seen of it. */
  migrated: z
    .object({ from: z.int(), to: z.int(), folder: z.string(), sizeBytes: z.number(), time: z.string() })
    .nullable(),
})
export type UpdateState = z.infer<typeof UpdateState>

/** What can be asked whether or not a vault is open: who cannot open one may need the update. */
export const updateApi = {
  updateState: procedure(nothing, UpdateState),
  /** Checks a file whole and changes nothing. @throws Fault as `updateFault` tells them */
  checkUpdate: procedure(File, UpdateOffer),
  /** Checks the file again while it is copied, closes the vault durably, and hands over to the installer. */
  installUpdate: procedure(File, UpdateOutcome),
  /** Stops copying; nothing was changed by then. */
  cancelUpdate: procedure(nothing, done),
  /** What `updateState` told was seen: the new version, the copy of the vault, the opened file. */
  noteUpdateSeen: procedure(nothing, done),
} as const
export type UpdateApi = typeof updateApi

export const updateEvents = {
  /** Somebody opened an update file in the system while the program ran. */
  updateOpened: z.object({ path: z.string() }),
  updateProgress: z.object({
    step: z.enum(['checking', 'copying', 'closing', 'installing']),
    bytesDone: z.number(),
    bytesTotal: z.number(),
  }),
  /** The vault is copied and then changed to the format of this program. */
  vaultMigrating: z.object({
    step: z.enum(['copying', 'checking', 'changing']),
    done: z.int(),
    total: z.int(),
  }),
} as const
