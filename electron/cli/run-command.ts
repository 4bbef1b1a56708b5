import { bagCommand } from './bag-command.ts'
import type { Command, CommandContext } from './command.ts'
import { digitiseCommand } from './digitise-command.ts'
import { exportCommand } from './export-command.ts'
import { serveCommand } from './serve-command.ts'
import { updateCommand } from './update-command.ts'
import { vaultCommand } from './vault-command.ts'
import { verifyCommand } from './verify-command.ts'

const commands: Readonly<Record<string, { readonly run: Command; readonly about: string }>> = {
  bag: {
    run: bagCommand,
    about: 'export DIR|import DIR   hand over to the province on a stick, and take its answer',
  },
  digitise: {
    run: digitiseCommand,
    about: 'PATHS... --out DIR [--keep-going] [--watch]   read scans, write text and fields',
  },
  export: {
    run: exportCommand,
    about: '--out DIR (--all | --case-files ID,...) [--format sip|bagit|xlsx]   pack closed case files',
  },
  serve: {
    run: serveCommand,
    about:
      '[backup|restore] --data DIR [--port N] [--host H] [--tls] [--add-archivist NAME] [--demo] ...   run the province server',
  },
  update: {
    run: updateCommand,
    about:
      'check FILE|install FILE|sign ...|key ...   signed update files: look at one, install it, write one',
  },
  verify: {
    run: verifyCommand,
    about: 'PACKAGE...   list every fault of packages, without network or vault',
  },
  vault: {
    run: vaultCommand,
    about: 'check|backup DIR|restore BACKUP DIR|repair --from BACKUP   look after a vault that is not open',
  },
}

function help(): string {
  const rows = Object.entries(commands).map(([name, { about }]) => `  hoso ${name.padEnd(9)} ${about}`)
  return ['Hồ Sơ Xã: the engine without its window', '', ...rows].join('\n')
}

async function dispatch([name, ...args]: readonly string[], context: CommandContext): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help') {
    context.print(help())
    return 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) {
    context.error(`unknown command ${name}\n\n${help()}`)
    return 2
  }
  return command.run(args, context)
}

/** Runs what stands behind `hoso`. @returns the exit code; 2 for a command that is wrong or ended by an error */
export function runCommand(args: readonly string[], context: CommandContext): Promise<number> {
  return dispatch(args, context).catch((error: unknown) => {
    context.error(error instanceof Error ? error.message : String(error))
    return 2
  })
}
