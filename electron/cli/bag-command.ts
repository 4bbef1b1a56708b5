import path from 'node:path'
import { parseArgs } from 'node:util'
import type { BagsRead, BagsWritten } from '../../domain/bag-api.ts'
import { Fault } from '../../domain/fault.ts'
import { readBagsClosed, writeBagsClosed } from '../compose/bags-closed.ts'
import { realSurroundings } from '../compose/surroundings.ts'
import type { Command, CommandContext } from './command.ts'
import { defaultVaultFolder } from './default-vault.ts'
import { readSecret } from './read-secret.ts'
import { whileRunning } from './stop-signals.ts'

const BAG_USAGE = `usage: hoso bag export DIR
       hoso bag import DIR
options: [--vault DIR] [--json] [--passphrase-file FILE]
  export   writes what the province lacks into DIR, a stick for example, sealed to the province
  import   takes the answers of the province that lie in DIR
  --json   the report as JSON, and the progress as one JSON value a line
Without a file the passphrase is asked for. It is never an argument: other users could see it.
Nothing counts as sent until an answer is imported. Both may be repeated.
exit codes: 0 done, 1 something refused or left out, 2 could not run, 130 stopped by Ctrl+C`

interface BagArguments {
  readonly way: 'export' | 'import'
  readonly vault: string
  readonly folder: string
  readonly isJson: boolean
  readonly secretFile: string | undefined
}

/** Runs `BAG_USAGE`. */
export const bagCommand: Command = async (args, context) => {
  const asked = readArguments(args)
  if ('wrong' in asked) {
    context.error(`${asked.wrong}\n${BAG_USAGE}`)
    return 2
  }
  try {
    const secret = await readSecret(asked.secretFile, context)
    const { result } = await whileRunning((signal) => run(asked, context, { secret, signal }))
    return result
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    if (asked.isJson) context.print(JSON.stringify({ fault: error.code, detail: error.detail }))
    context.error(`${error.code}: ${error.message}`)
    return error.code === 'cancelled' ? 130 : 2
  }
}

function readArguments(args: readonly string[]): BagArguments | { readonly wrong: string } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    const [way, folder, ...rest] = positionals
    if (way !== 'export' && way !== 'import') return { wrong: 'export or import' }
    if (folder === undefined || rest.length > 0) return { wrong: 'one folder is named' }
    return {
      way,
      vault: path.resolve(values.vault ?? defaultVaultFolder()),
      folder: path.resolve(folder),
      isJson: values.json,
      secretFile: values['passphrase-file'],
    }
  } catch (error) {
    // An option that there is not; its message names it.
    if (error instanceof TypeError) return { wrong: error.message }
    throw error
  }
}

const options = {
  vault: { type: 'string' },
  json: { type: 'boolean', default: false },
  'passphrase-file': { type: 'string' },
} as const

async function run(
  { way, vault, folder, isJson }: BagArguments,
  context: CommandContext,
  { secret, signal }: { readonly secret: string; readonly signal: AbortSignal },
): Promise<number> {
  const request = {
    vault,
    secret,
    folder,
    signal,
    indexWorker: context.indexWorker,
    surroundings: realSurroundings(() => {}),
    tell: createTeller(context, isJson),
  }
  if (way === 'export') {
    const written = await writeBagsClosed(request)
    context.print(isJson ? JSON.stringify(written) : writtenLines(written))
    return written.absentBlobs === 0 ? 0 : 1
  }
  const read = await readBagsClosed(request)
  context.print(isJson ? JSON.stringify(read) : readLines(read))
  return read.bags.every(({ refusal }) => refusal === null) && read.refusedOps === null ? 0 : 1
}

/** A line for each part that is begun; every step of it as JSON. */
function createTeller(context: CommandContext, isJson: boolean) {
  let told = 0
  return (progress: { readonly part: number; readonly parts: number; readonly bytesDone: number }): void => {
    if (progress.part === told) return
    told = progress.part
    context.error(isJson ? JSON.stringify(progress) : `part ${progress.part} of ${progress.parts}`)
  }
}

function writtenLines({ names, files, sizeBytes, ops, blobs, absentBlobs }: BagsWritten): string {
  const absent = absentBlobs === 0 ? [] : [`${absentBlobs} blobs are not whole here and were left out`]
  return [
    ...names.map((name) => `wrote ${name}`),
    ...absent,
    `${names.length} parts, ${files} files, ${sizeBytes} bytes: ${ops} edits, ${blobs} blobs`,
  ].join('\n')
}

function readLines({ bags, ops, blobs, receipts, refusedOps, waitingBatches, update }: BagsRead): string {
  const refused = bags.flatMap(({ name, refusal }) =>
    refusal === null ? [] : [`refused ${name}: ${refusal.code} ${String(refusal.detail['reason'] ?? '')}`],
  )
  return [
    ...refused,
    ...(refusedOps === null ? [] : [`the province refused ${refusedOps.count} batches: ${refusedOps.code}`]),
    ...(waitingBatches === 0 ? [] : [`${waitingBatches} batches wait for earlier ones`]),
    ...(update === null
      ? []
      : [`update ${update.version} lies beside them: hoso update install ${update.path}`]),
    `${bags.length} parts: ${ops} edits, ${blobs} blobs, ${receipts} accepted deposits`,
  ].join('\n')
}
