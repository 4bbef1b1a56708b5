/** What a command gets from its entry: where things are and where it may write. */
export interface CommandContext {
  readonly assetsFolder: string
  readonly readerEntry: string
  /** The bundled thread of the search index. */
  readonly indexWorker: string
  readonly serverEntry: string
  readonly print: (line: string) => void
  readonly error: (line: string) => void
}

/** Runs one command and gives its exit code. */
export type Command = (args: readonly string[], context: CommandContext) => Promise<number>
