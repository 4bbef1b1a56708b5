import path from 'node:path'
import { parseArgs } from 'node:util'
import { Fault } from '../../domain/fault.ts'
import type { PackageCheck } from '../../domain/package-api.ts'
import { verifyPackages } from '../compose/export-closed.ts'
import type { Command, CommandContext } from './command.ts'
import { whileRunning } from './stop-signals.ts'

const VERIFY_USAGE = `usage: hoso verify PACKAGE... [--json]
PACKAGE is a zip or a folder: a SIP_hoso, or a BagIt bag. Every fault is listed; nothing is written, no network is used.
exit codes: 0 all whole, 1 faults found, 2 could not run, 130 stopped by Ctrl+C`

/** Runs `VERIFY_USAGE`. */
export const verifyCommand: Command = async (args, context) => {
  const asked = readArguments(args)
  if ('wrong' in asked) {
    context.error(`${asked.wrong}\n${VERIFY_USAGE}`)
    return 2
  }
  try {
    const { assetsFolder } = context
    const { result } = await whileRunning((signal) => verifyPackages(asked.paths, { assetsFolder, signal }))
    if (asked.isJson) context.print(JSON.stringify(result))
    else for (const check of result) tell(check, context)
    return result.every(({ faultCount }) => faultCount === 0) ? 0 : 1
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    context.error(`${error.code}: ${error.message}`)
    return error.code === 'cancelled' ? 130 : 2
  }
}

function readArguments(
  args: readonly string[],
): { readonly paths: readonly string[]; readonly isJson: boolean } | { readonly wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    if (positionals.length === 0) return { wrong: 'no package is named' }
    return { paths: positionals.map((each) => path.resolve(each)), isJson: values.json }
  } catch (error) {
    // An option that there is not; its message names it.
    if (error instanceof TypeError) return { wrong: error.message }
    throw error
  }
}

function tell(check: PackageCheck, { print }: CommandContext): void {
  for (const { code, file, what } of check.faults) print(`${code} ${file === '' ? '.' : file}: ${what}`)
  if (check.faultCount > check.faults.length)
    print(`${check.faultCount - check.faults.length} further faults`)
  for (const { file, what } of check.notes) print(`note ${file}: ${what}`)
  const { kind, files, documents, faultCount } = check
  print(`${check.path}: ${kind}, ${files} files, ${documents} documents, ${faultCount} faults`)
}
