import path from 'node:path'
import { bagCommand } from './cli/bag-command.ts'
import type { Command, CommandContext } from './cli/command.ts'
import { digitiseCommand } from './cli/digitise-command.ts'
import { exportCommand } from './cli/export-command.ts'
import { serveCommand } from './cli/serve-command.ts'
import { vaultCommand } from './cli/vault-command.ts'
import { verifyCommand } from './cli/verify-command.ts'

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
  verify: {
    run: verifyCommand,
    about: 'PACKAGE...   list every fault of packages, without network or vault',
  },
  vault: {
    run: vaultCommand,
    about: 'check|backup DIR|restore BACKUP DIR|repair --from BACKUP   look after a vault that is not open',
  },
}

const out = path.join(import.meta.dirname, '..')
const context: CommandContext = {
  assetsFolder: path.join(out, '../assets'),
  readerEntry: path.join(out, 'reader/reader-process.mjs'),
  indexWorker: path.join(out, 'index/index-worker.mjs'),
  serverEntry: path.join(out, 'server/main.mjs'),
  print: (line) => void process.stdout.write(`${line}\n`),
  error: (line) => void process.stderr.write(`${line}\n`),
}

function help(): string {
  const rows = Object.entries(commands).map(([name, { about }]) => `  hoso ${name.padEnd(9)} ${about}`)
  return ['Hồ Sơ Xã: the engine without its window', '', ...rows].join('\n')
}

async function run([name, ...args]: readonly string[]): Promise<number> {
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

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  context.error(error instanceof Error ? error.message : String(error))
  return 2
})
