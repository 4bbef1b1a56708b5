import path from 'node:path'
import type { Emit } from '../../domain/api.ts'
import { PROGRAM_VERSION } from '../../domain/program-version.ts'
import type { PresentProgram } from '../../domain/update/judge-update.ts'
import type { UpdateState } from '../../domain/update/update-api.ts'
import type { Surroundings } from '../desk/ports.ts'
import type { Files } from '../store/files/files.ts'
import { createNodeFiles } from '../store/files/node-files.ts'
import { replaceFile } from '../store/files/replace-file.ts'
import { readMigrationNote, writeMigrationNote } from '../store/migration-note.ts'
import { VAULT_FORMAT } from '../store/vault-header.ts'
import type { Line } from '../sync/ports.ts'
import { createSystemInstaller, type Installer } from '../update/system-installer.ts'
import { loadUpdateKeys } from '../update/update-keys.ts'
import { createUpdater, type Updater } from '../update/updater.ts'

/** What only the entry of a program knows of how it is replaced. */
export interface UpdatePlace {
  /** Version of the runtime below the window. */
  readonly electron: string
  readonly installer: Installer
  /** The program starts anew, or ends for the setup that replaces it. */
  readonly end: (way: 'restart' | 'quit') => void
  /** Tests are another program than they are. */
  readonly present?: Partial<PresentProgram>
}

export interface UpdateParts {
  readonly vaultFolder: string
  readonly assetsFolder: string
  readonly surroundings: Surroundings
  readonly after: Line['after']
  readonly place: UpdatePlace | undefined
  readonly closeVault: () => Promise<void>
}

/** This program, as an update finds it. */
export function presentProgram(part: Partial<PresentProgram> = {}): PresentProgram {
  const { platform, arch } = process
  return { version: PROGRAM_VERSION, platform, arch, vaultFormat: VAULT_FORMAT, ...part }
}

/** Where what is copied of update files lies: beside the vault, never in the folder of the program. */
export function updatesFolder(vaultFolder: string): string {
  return path.join(path.dirname(vaultFolder), 'updates')
}

export function updateKeysFile(assetsFolder: string): string {
  return path.join(assetsFolder, 'update/keys.json')
}

/** The installers of this PC's system. @param program the file that runs, which belongs to what is replaced */
export function systemInstaller(program: string): Installer {
  const { platform, env } = process
  return createSystemInstaller({ platform, program, env, isRoot: process.getuid?.() === 0 })
}

/** Without an entry that says more, a verified file is laid down and put in place by hand. */
const byHand: UpdatePlace = {
  electron: '',
  installer: { wayOf: async () => 'by-hand', start: async () => {} },
  end: () => {},
}

/** Joins the updater with the vault's folder and the window. */
export async function joinUpdater(parts: UpdateParts): Promise<Updater> {
  const { vaultFolder, surroundings, place = byHand } = parts
  const { emit, clock, onBug } = surroundings
  const files = createNodeFiles()
  const folder = updatesFolder(vaultFolder)
  return createUpdater({
    folder,
    keys: await loadUpdateKeys(updateKeysFile(parts.assetsFolder)),
    present: presentProgram(place.present),
    electron: place.electron,
    installer: place.installer,
    nowMs: () => clock.nowMs(),
    after: parts.after,
    ...events(emit),
    seen: smallFile(files, folder, 'seen.json'),
    migrated: migratedOf(files, vaultFolder, surroundings),
    closeVault: parts.closeVault,
    end: place.end,
    onBug,
  })
}

function events(emit: Emit) {
  return {
    tell: (payload: Parameters<Parameters<typeof createUpdater>[0]['tell']>[0]) =>
      emit({ name: 'updateProgress', payload }),
    tellOpened: (file: string) => emit({ name: 'updateOpened', payload: { path: file } }),
  }
}

/** A file that says nothing where it cannot be read. */
function smallFile(files: Files, folder: string, name: string) {
  return {
    read: async (): Promise<unknown> => {
      const bytes = await files.read(path.join(folder, name))
      return bytes === null ? null : parsed(Buffer.from(bytes).toString('utf8'))
    },
    write: async (value: unknown): Promise<void> => {
      await files.makeFolder(folder)
      const draft = `${name}.new`
      await files.remove(path.join(folder, draft))
      const workshop = { files, tmp: folder, createId: () => draft, failpoint: () => {} }
      await replaceFile(workshop, path.join(folder, name), Buffer.from(`${JSON.stringify(value)}\n`))
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The copy that was made before the format of the vault changed, until somebody has seen of it. */
function migratedOf(files: Files, vaultFolder: string, { createId }: Surroundings) {
  return {
    read: async (): Promise<UpdateState['migrated']> => {
      const note = await readMigrationNote(files, vaultFolder)
      if (note === null || !note.isDone || note.isSeen) return null
      const { from, to, folder, sizeBytes, time } = note
      return { from, to, folder, sizeBytes, time }
    },
    forget: async (): Promise<void> => {
      const note = await readMigrationNote(files, vaultFolder)
      if (note === null || !note.isDone || note.isSeen) return
      const workshop = { files, tmp: path.join(vaultFolder, 'tmp'), createId, failpoint: () => {} }
      await writeMigrationNote(workshop, vaultFolder, { ...note, isSeen: true })
    },
  }
}
