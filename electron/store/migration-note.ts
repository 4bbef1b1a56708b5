import path from 'node:path'
import * as z from 'zod'
import type { Files } from './files/files.ts'
import { replaceFile, type Workshop } from './files/replace-file.ts'

/** `migration.json`: where the copy lies that was made before the format changed, and how far the change is. */
const MigrationNote = z.object({
  format: z.literal(1),
  from: z.int(),
  to: z.int(),
  folder: z.string(),
  sizeBytes: z.int(),
  time: z.string(),
  isDone: z.boolean(),
  isSeen: z.boolean(),
})
export type MigrationNote = z.infer<typeof MigrationNote>

const NAME = 'migration.json'

/** Null where no format was changed; a note that cannot be read counts as none, and then another copy is made. */
export async function readMigrationNote(files: Files, folder: string): Promise<MigrationNote | null> {
  const bytes = await files.read(path.join(folder, NAME))
  if (bytes === null) return null
  try {
    return MigrationNote.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

export async function writeMigrationNote(
  workshop: Workshop,
  folder: string,
  note: MigrationNote,
): Promise<void> {
  const text = `${JSON.stringify(note, null, 2)}\n`
  await replaceFile(workshop, path.join(folder, NAME), Buffer.from(text))
}
