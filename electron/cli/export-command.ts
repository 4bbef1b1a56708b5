import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { DEFAULT_PROFILE } from '../../domain/authority.ts'
import { Fault } from '../../domain/fault.ts'
import { RecordId } from '../../domain/op.ts'
import { PackageFormat, type PackagesReport, type RefusedFile } from '../../domain/package-api.ts'
import { exportClosed } from '../compose/export-closed.ts'
import { realSurroundings } from '../compose/surroundings.ts'
import type { Command, CommandContext } from './command.ts'
import { defaultVaultFolder } from './default-vault.ts'
import { readSecret } from './read-secret.ts'
import { whileRunning } from './stop-signals.ts'

const EXPORT_USAGE = `usage: hoso export --out DIR (--all | --case-files ID,...) [--format sip|bagit|xlsx]
                   [--profile tt05-2025|tt02-2019] [--vault DIR] [--json] [--passphrase-file FILE]
  --all          every case file that is closed, deposited or accepted
  --case-files   these, by their ids
  --format       sip: a zip each with METS, EAD and PREMIS (default); bagit: a bag each; xlsx: the fields of all
  --json         the report as JSON, and the progress as one JSON value a line
Without a file the passphrase is asked for. It is never an argument: other users could see it.
exit codes: 0 all packed, 1 something refused, 2 could not run, 130 stopped by Ctrl+C`

interface ExportArguments {
  readonly vault: string
  readonly folder: string
  readonly format: PackageFormat
  readonly profile: string
  readonly caseFiles: readonly RecordId[] | 'all'
  readonly isJson: boolean
  readonly secretFile: string | undefined
}

/** Runs `EXPORT_USAGE`. */
export const exportCommand: Command = async (args, context) => {
  const asked = readArguments(args)
  if ('wrong' in asked) {
    context.error(`${asked.wrong}\n${EXPORT_USAGE}`)
    return 2
  }
  try {
    const secret = await readSecret(asked.secretFile, context)
    await mkdir(asked.folder, { recursive: true })
    const { result, isStopped } = await whileRunning((signal) => run(asked, context, { secret, signal }))
    tell(result, asked, context)
    if (isStopped) return 130
    return result.refused.length === 0 ? 0 : 1
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    if (asked.isJson) context.print(JSON.stringify({ fault: error.code, detail: error.detail }))
    context.error(`${error.code}: ${error.message}`)
    return 2
  }
}

function readArguments(args: readonly string[]): ExportArguments | { readonly wrong: string } {
  try {
    const { values } = parseArgs({ args: [...args], options })
    const format = PackageFormat.safeParse(values.format)
    const ids = (values['case-files'] ?? '')
      .split(',')
      .map((id) => id.trim())
      .filter(Boolean)
    const known = ids.flatMap((id) => {
      const parsed = RecordId.safeParse(id)
      return parsed.success && id.startsWith('case_') ? [parsed.data] : []
    })
    if (values.out === undefined) return { wrong: '--out is missing' }
    if (!format.success) return { wrong: '--format is sip, bagit or xlsx' }
    if (values.all === ids.length > 0) return { wrong: 'either --all or --case-files' }
    if (known.length !== ids.length) return { wrong: '--case-files are ids such as case_...' }
    return {
      vault: path.resolve(values.vault ?? defaultVaultFolder()),
      folder: path.resolve(values.out),
      format: format.data,
      profile: values.profile,
      caseFiles: values.all ? 'all' : known,
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
  out: { type: 'string' },
  format: { type: 'string', default: 'sip' },
  profile: { type: 'string', default: DEFAULT_PROFILE },
  'case-files': { type: 'string' },
  all: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  'passphrase-file': { type: 'string' },
} as const

function run(
  asked: ExportArguments,
  context: CommandContext,
  { secret, signal }: { readonly secret: string; readonly signal: AbortSignal },
): Promise<PackagesReport> {
  const { vault, folder, format, profile, caseFiles, isJson } = asked
  return exportClosed({
    vault,
    secret,
    folder,
    format,
    profile,
    caseFiles,
    signal,
    assetsFolder: context.assetsFolder,
    indexWorker: context.indexWorker,
    fork: context.fork,
    surroundings: realSurroundings(() => {}),
    onProgress: ({ done, refused, total }) => {
      if (isJson) context.error(JSON.stringify({ done, refused, total }))
      else if (done > 0 && (done % 50 === 0 || done === total)) context.error(`${done} of ${total}`)
    },
  })
}

function tell(report: PackagesReport, { isJson }: ExportArguments, { print }: CommandContext): void {
  if (isJson) {
    print(JSON.stringify(report))
    return
  }
  for (const { name, code, documents } of report.packed)
    print(`packed ${name} ${code}, ${documents} documents`)
  for (const file of report.refused) print(`refused ${file.id} ${file.notation}: ${reasonOf(file)}`)
  print(`${report.selected} selected, ${report.packed.length} packed, ${report.refused.length} refused`)
}

function reasonOf({ reason }: RefusedFile): string {
  const detail = Object.entries(reason.detail).map(([name, value]) => `${name} ${value}`)
  return [reason.code, ...detail].join(', ')
}
