import path from 'node:path'
import { parseArgs } from 'node:util'
import { Fault } from '../../domain/fault.ts'
import { UpdateArch, UpdatePlatform } from '../../domain/update/update-format.ts'
import {
  checkUpdateClosed,
  installUpdateClosed,
  signUpdate,
  updateKeyEntry,
} from '../compose/update-closed.ts'
import type { Command, CommandContext } from './command.ts'
import { defaultVaultFolder } from './default-vault.ts'
import { whileRunning } from './stop-signals.ts'

const UPDATE_USAGE = `usage: hoso update check FILE [--json]
       hoso update install FILE [--vault DIR] [--json]
       hoso update sign --key KEY.pem --payload FILE --version X.Y.Z --out DIR
                        [--platform linux|win32] [--arch x64|arm64] [--from X.Y.Z] [--vault-format N]
                        [--notes-vi TEXT] [--notes-en TEXT]
       hoso update key --key KEY.pem
  check     tells whether an update file may be installed here, and changes nothing
  install   checks it again while copying it, holds the vault closed, and runs the system's installer
  sign      writes a signed update file of a package; --from is the oldest version that may go there directly
  key       tells what stands in keys.json of packages that take what this key signs
exit codes: 0 good, installed or written; 1 refused, or to be put in place by hand; 2 could not run; 130 stopped`

const options = {
  json: { type: 'boolean', default: false },
  vault: { type: 'string' },
  key: { type: 'string' },
  payload: { type: 'string' },
  version: { type: 'string' },
  out: { type: 'string' },
  platform: { type: 'string', default: process.platform },
  arch: { type: 'string', default: process.arch },
  from: { type: 'string', default: '0.0.0' },
  'vault-format': { type: 'string' },
  'notes-vi': { type: 'string', default: '' },
  'notes-en': { type: 'string', default: '' },
} as const

type Values = ReturnType<typeof parse>['values']

interface UpdateRun {
  readonly context: CommandContext
  readonly values: Values
  /** The file that is named behind the action. */
  readonly file: string
  readonly signal: AbortSignal
}

const actions: Readonly<
  Record<string, { readonly operands: number; readonly run: (run: UpdateRun) => Promise<number> }>
> = {
  check: { operands: 1, run: check },
  install: { operands: 1, run: install },
  sign: { operands: 0, run: sign },
  key: { operands: 0, run: key },
}

/** Runs `UPDATE_USAGE`. */
export const updateCommand: Command = async (args, context) => {
  const asked = readArguments(args, context)
  const action = asked === null || !Object.hasOwn(actions, asked.action) ? undefined : actions[asked.action]
  if (asked === null || action === undefined || asked.operands.length !== action.operands) {
    context.error(UPDATE_USAGE)
    return 2
  }
  const { values, operands } = asked
  try {
    const file = path.resolve(operands[0] ?? '')
    return (await whileRunning((signal) => action.run({ context, values, file, signal }))).result
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    if (values.json) context.print(JSON.stringify({ fault: error.code, detail: error.detail }))
    context.error(`${error.code}: ${error.message}`)
    return exitOf(error)
  }
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], allowPositionals: true, options })
}

function readArguments(
  args: readonly string[],
  context: CommandContext,
): { readonly action: string; readonly values: Values; readonly operands: readonly string[] } | null {
  try {
    const { values, positionals } = parse(args)
    const [action = '', ...operands] = positionals
    return { action, values, operands }
  } catch (error) {
    // An option that there is not; its message names it.
    if (!(error instanceof TypeError)) throw error
    context.error(error.message)
    return null
  }
}

/** A refused file is an answer; a medium that fails, or arguments that make no sense, keep from giving one. */
function exitOf({ code, detail }: Fault): number {
  if (code === 'cancelled' && detail['reason'] !== 'update') return 130
  const isUnable: readonly Fault['code'][] = [
    'file-missing',
    'medium-lost',
    'disk-full',
    'no-rights',
    'in-use',
    'invalid-input',
  ]
  return isUnable.includes(code) ? 2 : 1
}

async function check({ context, values, file, signal }: UpdateRun): Promise<number> {
  const { assetsFolder } = context
  const manifest = await checkUpdateClosed({ file, assetsFolder, signal, onBytes: () => {} })
  if (values.json) context.print(JSON.stringify(manifest))
  else context.print(`version ${manifest.version} for ${manifest.platform} ${manifest.arch}: good`)
  return 0
}

async function install({ context, values, file, signal }: UpdateRun): Promise<number> {
  const { assetsFolder } = context
  const vault = path.resolve(values.vault ?? defaultVaultFolder())
  const outcome = await installUpdateClosed({ file, assetsFolder, vault, signal, onBytes: () => {} })
  if (values.json) context.print(JSON.stringify(outcome))
  else if (outcome.kind !== 'by-hand') context.print(`version ${outcome.version}: ${outcome.kind}`)
  else context.print(`version ${outcome.version} is to be put in place by hand; verified: ${outcome.path}`)
  return outcome.kind === 'by-hand' ? 1 : 0
}

async function sign({ context, values }: UpdateRun): Promise<number> {
  const { key: keyFile, payload, version, out } = values
  if (keyFile === undefined || payload === undefined || version === undefined || out === undefined) {
    context.error(UPDATE_USAGE)
    return 2
  }
  const platform = UpdatePlatform.safeParse(values.platform)
  const arch = UpdateArch.safeParse(values.arch)
  if (!platform.success || !arch.success) throw new Fault('invalid-input', 'no platform or arch of ours')
  const format = values['vault-format']
  const file = await signUpdate({
    keyFile: path.resolve(keyFile),
    payloadPath: path.resolve(payload),
    out: path.resolve(out),
    manifest: {
      version,
      platform: platform.data,
      arch: arch.data,
      oldestFrom: values.from,
      vaultFormat: format === undefined ? null : Number(format),
      notes: { vi: values['notes-vi'], en: values['notes-en'] },
    },
  })
  context.print(file)
  return 0
}

async function key({ context, values }: UpdateRun): Promise<number> {
  if (values.key === undefined) {
    context.error(UPDATE_USAGE)
    return 2
  }
  context.print(JSON.stringify(await updateKeyEntry(path.resolve(values.key))))
  return 0
}
