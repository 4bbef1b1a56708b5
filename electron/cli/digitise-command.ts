import { availableParallelism } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { digitise } from '../compose/digitise.ts'
import { createNodeFork } from '../compose/node-reader.ts'
import type { CommandContext } from './command.ts'

/** `hoso digitise FILES... --out DIR [--json] [--workers N]`: 0 all taken, 1 some refused, 2 wrong use. */
export async function digitiseCommand(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
      workers: { type: 'string', default: String(Math.min(4, availableParallelism())) },
    },
  })
  const readers = Number(values.workers)
  if (values.out === undefined || positionals.length === 0 || !Number.isInteger(readers) || readers < 1) {
    context.error('usage: hoso digitise FILES... --out DIR [--json] [--workers N]')
    return 2
  }
  const report = await digitise({
    paths: positionals.map((file) => path.resolve(file)),
    outFolder: path.resolve(values.out),
    assetsFolder: context.assetsFolder,
    fork: createNodeFork(context.readerEntry),
    readers,
    onProgress: (progress) => context.error(JSON.stringify(progress)),
  })
  context.print(values.json ? JSON.stringify(report) : summary(report))
  return report.refused.length === 0 ? 0 : 1
}

interface Report {
  readonly taken: readonly unknown[]
  readonly refused: readonly { readonly path: string; readonly code: string }[]
}

function summary({ taken, refused }: Report): string {
  const lines = refused.map((file) => `refused ${file.path}: ${file.code}`)
  return [
    ...lines,
    `${taken.length + refused.length} chosen, ${taken.length} taken, ${refused.length} refused`,
  ].join('\n')
}
