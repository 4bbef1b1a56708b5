import type { AppPorts } from '../compose/open-vault.ts'

/** What a command gets from its entry: where things are, how processes are started, and where it may write. */
export interface CommandContext {
  readonly assetsFolder: string
  readonly fork: AppPorts['fork']
  /** The bundled thread of the search index. */
  readonly indexWorker: string
  /** Runs the province server with these arguments until it ends. @returns its exit code */
  readonly serve: (args: readonly string[]) => Promise<number>
  readonly print: (line: string) => void
  readonly error: (line: string) => void
}

/** Runs one command and gives its exit code. */
export type Command = (args: readonly string[], context: CommandContext) => Promise<number>
