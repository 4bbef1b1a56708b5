import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Fault } from '../../domain/fault.ts'
import { backUpClosed, checkClosed, repairClosed, restoreInto } from '../compose/closed-vault.ts'
import type { Command, CommandContext } from './command.ts'
import { defaultVaultFolder } from './default-vault.ts'
import { readSecret } from './read-secret.ts'

const USAGE = `usage: hoso vault check [--fast]
       hoso vault backup DIR
       hoso vault restore BACKUP DIR [--snapshot NAME]
       hoso vault repair --from BACKUP [--snapshot NAME]
options: [--vault DIR] [--json] [--passphrase-file FILE]
Without a file the passphrase or recovery code is asked for. It is never an argument: other users could see it.
exit codes: 0 clean or done, 1 faults found or left, 2 could not run`

interface VaultRun {
  readonly context: CommandContext
  readonly vault: string
  readonly isJson: boolean
  readonly isFast: boolean
  readonly from: string | undefined
  readonly snapshot: string | undefined
  readonly operands: readonly string[]
  readonly secret: () => Promise<string>
}

const actions: Readonly<
  Record<string, { readonly operands: number; readonly run: (run: VaultRun) => Promise<number> }>
> = {
  check: { operands: 0, run: check },
  backup: { operands: 1, run: backup },
  restore: { operands: 2, run: restore },
  repair: { operands: 0, run: repair },
}

/** `hoso vault check|backup|restore|repair`: 0 clean or done, 1 faults, 2 could not run. */
export const vaultCommand: Command = async (args, context) => {
  const run = readArguments(args, context)
  const action = run === null || !Object.hasOwn(actions, run.action) ? undefined : actions[run.action]
  if (run === null || action === undefined || run.operands.length !== action.operands) {
    context.error(USAGE)
    return 2
  }
  try {
    return await action.run(run)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    if (run.isJson) context.print(JSON.stringify({ fault: error.code, detail: error.detail }))
    context.error(`${error.code}: ${error.message}`)
    return 2
  }
}

function readArguments(
  args: readonly string[],
  context: CommandContext,
): (VaultRun & { readonly action: string }) | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        vault: { type: 'string' },
        json: { type: 'boolean', default: false },
        fast: { type: 'boolean', default: false },
        from: { type: 'string' },
        snapshot: { type: 'string' },
        'passphrase-file': { type: 'string' },
      },
    })
    const [action = '', ...operands] = positionals
    return {
      context,
      action,
      vault: path.resolve(values.vault ?? defaultVaultFolder()),
      isJson: values.json,
      isFast: values.fast,
      from: values.from,
      snapshot: values.snapshot,
      operands: operands.map((operand) => path.resolve(operand)),
      secret: () => readSecret(values['passphrase-file'], context),
    }
  } catch (error) {
    // An option that there is not; its message names it.
    if (!(error instanceof TypeError)) throw error
    context.error(error.message)
    return null
  }
}

const ports = { createId: () => randomUUID(), nowMs: () => Date.now() }

async function check({ context, vault, isJson, isFast, secret }: VaultRun): Promise<number> {
  const report = await checkClosed(vault, await secret(), { isFast, ports })
  if (isJson) context.print(JSON.stringify(report))
  else {
    for (const { code, detail } of report.faults) context.print(`${code} ${wordsOf(detail)}`.trim())
    context.print(`${wordsOf(report.facts)}, ${report.faults.length} faults`)
  }
  return report.faults.length === 0 ? 0 : 1
}

async function backup({ context, vault, isJson, operands, secret }: VaultRun): Promise<number> {
  const folder = await existingFolder(operands[0] ?? '')
  const summary = await backUpClosed(vault, await secret(), { folder, ports })
  const { copiedFiles, copiedBytes, keptFiles, keptBytes, damaged } = summary
  if (isJson) context.print(JSON.stringify(summary))
  else {
    context.print(
      `copied ${copiedFiles} files (${copiedBytes} bytes), kept ${keptFiles} (${keptBytes} bytes)`,
    )
    for (const origin of damaged)
      context.print(`the log of ${origin} is damaged; only what stood before the damage was copied`)
  }
  return damaged.length === 0 ? 0 : 1
}

async function restore({ context, isJson, operands, snapshot, secret }: VaultRun): Promise<number> {
  const from = await existingFolder(operands[0] ?? '')
  const outcome = await restoreInto({ from, to: operands[1] ?? '', secret: await secret(), snapshot, ports })
  if (isJson) context.print(JSON.stringify(outcome))
  else if (outcome.kind === 'restored') context.print(`restored ${outcome.files} files of ${outcome.time}`)
  else printFaults(context, outcome.faults)
  return outcome.kind === 'restored' ? 0 : 1
}

async function repair({ context, vault, isJson, from, snapshot, secret }: VaultRun): Promise<number> {
  if (from === undefined) {
    context.error(USAGE)
    return 2
  }
  const folder = await existingFolder(path.resolve(from))
  const outcome = await repairClosed({ folder: vault, from: folder, secret: await secret(), snapshot, ports })
  if (isJson) context.print(JSON.stringify(outcome))
  else if (outcome.kind === 'refused') printFaults(context, outcome.faults)
  else {
    context.print(`repaired ${outcome.blobs} blobs and ${outcome.segments.length} segments`)
    for (const { origin, n } of outcome.unrepaired) context.print(`log-damaged origin ${origin}, n ${n}`)
  }
  return outcome.kind === 'repaired' && outcome.unrepaired.length === 0 ? 0 : 1
}

function printFaults(
  context: CommandContext,
  faults: readonly { readonly code: string; readonly file: string }[],
): void {
  for (const { code, file } of faults) context.print(`${code} ${file}`.trim())
  context.print(`the backup is damaged (${faults.length} faults); nothing was touched`)
}

function wordsOf(values: object): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ')
}

/** A stick that is not there must not become a folder on the disk. */
async function existingFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => null)
  if (found?.isDirectory()) return folder
  throw new Fault('file-missing', `there is no folder ${folder}`)
}
