import { access, copyFile, mkdtemp } from 'node:fs/promises'
import path from 'node:path'

interface ManualFilePorts {
  /** Where it may lie; the first that has it counts. */
  readonly folders: readonly string[]
  readonly temporaryFolder: string
  /** @returns why it was not opened, an empty text when it was */
  openPath(file: string): Promise<string>
}

/** The manual as a PDF, opened by the system's own program. */
interface ManualFile {
  /** `missing` where none was made, `no-reader` where no program opens it */
  open(): Promise<'opened' | 'missing' | 'no-reader'>
}

const NAME = 'huong-dan.pdf'
const SHOWN_NAME = 'Ho-So-Xa-huong-dan.pdf'

/** What is opened is a copy: a reader that writes into it, or holds it while the program is updated, does no harm. */
export function createManualFile({ folders, temporaryFolder, openPath }: ManualFilePorts): ManualFile {
  const held = { copy: null as string | null }

  async function copied(): Promise<string | null> {
    for (const folder of folders) {
      const file = path.join(folder, NAME)
      if (!(await isThere(file))) continue
      const copy = path.join(await mkdtemp(path.join(temporaryFolder, 'ho-so-xa-')), SHOWN_NAME)
      await copyFile(file, copy)
      return copy
    }
    return null
  }

  return {
    open: async () => {
      held.copy ??= await copied()
      if (held.copy === null) return 'missing'
      return (await openPath(held.copy)) === '' ? 'opened' : 'no-reader'
    },
  }
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
