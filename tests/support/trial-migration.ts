import path from 'node:path'
import { createNodeFiles } from '../../electron/store/files/node-files.ts'
import { replaceFile } from '../../electron/store/files/replace-file.ts'
import type { MigratingVault, Migration, MigrationStep } from '../../electron/store/migrate-vault.ts'
import { readHeader } from '../../electron/store/vault-header.ts'

/** What format 1 reads, 2 reads and 3 reads, each in a file of its own; a vault of a format is whole if its file is. */
export const trialFile = (format: number): string => `trial-${format}.json`

const textOf = (format: number): string => JSON.stringify({ format, filler: 'x'.repeat(5000) })

const write = ({ workshop, folder }: MigratingVault, format: number): Promise<void> =>
  replaceFile(workshop, path.join(folder, trialFile(format)), Buffer.from(textOf(format)))

function step(from: number): MigrationStep {
  return {
    from,
    to: from + 1,
    run: async (vault) => {
      const before = await vault.workshop.files.read(path.join(vault.folder, trialFile(from)))
      // Format 1 as it is shipped has no such file.
      if (from > 1 && before === null) throw new Error(`the file of format ${from} was tidied too early`)
      await write(vault, from + 1)
    },
    tidy: ({ workshop, folder }) => workshop.files.remove(path.join(folder, trialFile(from))),
  }
}

/** A later program's way to format 3, in two steps. */
export const trialMigration: Migration = { format: 3, steps: [step(1), step(2)] }

/** The format that the header of a vault says. */
export async function formatOfVault(folder: string): Promise<number> {
  return (await readHeader(createNodeFiles(), folder, trialMigration.format)).format
}

/** Does the file that the format of a vault reads say what it should? Format 1 has none. */
export async function isTrialWhole(folder: string): Promise<boolean> {
  const format = await formatOfVault(folder)
  const bytes = await createNodeFiles().read(path.join(folder, trialFile(format)))
  return format === 1 || (bytes !== null && Buffer.from(bytes).toString('utf8') === textOf(format))
}
