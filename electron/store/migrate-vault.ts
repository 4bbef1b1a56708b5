import path from 'node:path'
import { Fault } from '../../domain/fault.ts'
import { backUp } from './care/backup.ts'
import { checkBackup } from './care/backup-check.ts'
import { type Medium, mediumOf } from './care/backup-medium.ts'
import { planBackup } from './care/backup-plan.ts'
import { restingSource } from './care/resting-source.ts'
import { diskSpace, type SpacePorts } from './care/space.ts'
import type { Workshop } from './files/replace-file.ts'
import type { VaultKeys } from './keys/sealing.ts'
import { type MigrationNote, readMigrationNote, writeMigrationNote } from './migration-note.ts'
import { VAULT_FORMAT, type VaultHeader, writeHeader } from './vault-header.ts'

/** A vault at rest that is brought to another format; its lock is held. */
export interface MigratingVault {
  readonly folder: string
  readonly workshop: Workshop
  readonly keys: VaultKeys
}

/**
 * The way from one format to the next. A power cut may end it at any moment and then it is begun anew: `run` makes what
 * the new format needs beside what the old one reads, and changes nothing of that; then the header alone turns the vault
 * from the one to the other; `tidy` removes what only the old one read.
 */
export interface MigrationStep {
  readonly from: number
  readonly to: number
  readonly run: (vault: MigratingVault) => Promise<void>
  readonly tidy: (vault: MigratingVault) => Promise<void>
}

export interface Migration {
  /** The format that is to be reached. */
  readonly format: number
  readonly steps: readonly MigrationStep[]
}

/** Every format so far is the first one. */
export const shippedMigration: Migration = { format: VAULT_FORMAT, steps: [] }

export type OnMigrating = (progress: {
  readonly step: 'copying' | 'checking' | 'changing'
  readonly done: number
  readonly total: number
}) => void

export interface MigrateOptions extends MigratingVault {
  readonly header: VaultHeader
  readonly migration: Migration
  readonly clock: { nowMs(): number }
  readonly space?: Partial<SpacePorts>
  readonly onMigrating?: OnMigrating
}

/**
 * Brings a vault to the present format. Before the first step the whole vault is copied beside it and the copy is read
 * to its last byte; what was cut off goes on where it was. A vault of the present format is left as it is.
 * @returns the header as it is then
 * @throws Fault 'disk-full', 'damaged' where no way leads on or the logs cannot be copied whole: nothing is changed then
 */
export async function migrateVault(options: MigrateOptions): Promise<VaultHeader> {
  const { folder, workshop, migration } = options
  let { header } = options
  const known = await readMigrationNote(workshop.files, folder)
  const note = known !== null && known.to === migration.format ? known : null
  if (note !== null && !note.isDone) await tidyReached(options, { note, reached: header.format })
  const way = stepsFrom(migration, header.format)
  if (way.length === 0) {
    if (note !== null && !note.isDone) await writeMigrationNote(workshop, folder, { ...note, isDone: true })
    return header
  }
  const begun = note ?? (await keepCopy(options))
  for (const [index, step] of way.entries()) {
    options.onMigrating?.({ step: 'changing', done: index, total: way.length })
    await step.run(options)
    workshop.failpoint('migration-step-run')
    header = { ...header, format: step.to }
    await writeHeader(workshop, folder, header)
    workshop.failpoint('migration-header-written')
    await step.tidy(options)
  }
  await writeMigrationNote(workshop, folder, { ...begun, isDone: true })
  workshop.failpoint('migration-done')
  return header
}

/** @throws Fault 'damaged' where the steps do not lead from a format to the present one */
function stepsFrom({ format, steps }: Migration, from: number): readonly MigrationStep[] {
  const way: MigrationStep[] = []
  for (let at = from; at < format; ) {
    const next = steps.find((step) => step.from === at && step.to > at && step.to <= format)
    if (next === undefined) {
      throw new Fault('damaged', `no way leads from format ${from} beyond ${at}`, {
        detail: { part: 'vault', reason: 'migration-way', format: from },
      })
    }
    way.push(next)
    at = next.to
  }
  return way
}

/** What a cut-off run may have left of formats that the header has passed. */
async function tidyReached(
  options: MigrateOptions,
  { note, reached }: { readonly note: MigrationNote; readonly reached: number },
): Promise<void> {
  for (const step of options.migration.steps) {
    if (step.from >= note.from && step.to <= reached) await step.tidy(options)
  }
}

/** Copies the vault beside it, reads the copy whole, and notes where it lies. */
async function keepCopy(options: MigrateOptions): Promise<MigrationNote> {
  const { folder, workshop, header, migration, clock, onMigrating = () => {} } = options
  const source = await restingSource(options, () => clock.nowMs())
  if (source.damaged().length > 0) {
    throw new Fault('damaged', 'a log that is damaged cannot be copied whole', {
      detail: { part: 'log', reason: 'migration' },
    })
  }
  const copy = `${folder}-sao-luu-truoc-ban-${migration.format}`
  const medium = mediumOf(workshop.files, copy)
  await assertRoom(options, medium, source.vector())
  const { snapshot, time } = await backUp(source, copy, {
    onProgress: ({ filesDone, filesTotal }) =>
      onMigrating({ step: 'copying', done: filesDone, total: filesTotal }),
  })
  const verdict = await checkBackup(medium, {
    snapshot,
    onProgress: ({ filesDone, filesTotal }) =>
      onMigrating({ step: 'checking', done: filesDone, total: filesTotal }),
  })
  if (verdict.snapshot === null || verdict.faults.length > 0) {
    throw new Fault('damaged', 'the copy of the vault is not what was written', {
      detail: { part: 'backup', reason: 'migration-copy' },
    })
  }
  const note: MigrationNote = {
    format: 1,
    from: header.format,
    to: migration.format,
    folder: copy,
    sizeBytes: verdict.bytes,
    time,
    isDone: false,
    isSeen: false,
  }
  await writeMigrationNote(workshop, folder, note)
  workshop.failpoint('migration-backed-up')
  return note
}

/** @throws Fault 'disk-full' before a byte is written */
async function assertRoom(
  { folder, workshop, space }: MigrateOptions,
  medium: Medium,
  vector: Readonly<Record<string, number>>,
): Promise<void> {
  const { freeBytes, reserveBytes } = { ...diskSpace, ...space }
  let vaultBytes = 0
  for await (const { sizeBytes } of (await planBackup(workshop.files, folder, vector)).files())
    vaultBytes += sizeBytes
  const needed = Math.max(0, vaultBytes - (await heldBytes(medium))) + reserveBytes
  const free = await freeBytes(folder)
  if (free >= needed) return
  throw new Fault('disk-full', 'no room for the copy of the vault', {
    detail: { reason: 'migration', needed, free },
  })
}

/** What a run that was cut off has copied already. */
async function heldBytes({ files, root }: Medium): Promise<number> {
  let held = 0
  const shelves = (await files.list(path.join(root, 'objects'))).filter((name) => /^[0-9a-f]{2}$/.test(name))
  for (const shelf of shelves) {
    for (const name of await files.list(path.join(root, 'objects', shelf))) {
      held += (await files.sizeBytes(path.join(root, 'objects', shelf, name))) ?? 0
    }
  }
  return held
}
