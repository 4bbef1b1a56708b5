import { availableParallelism } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { digitise, extraOutputs } from '../compose/digitise.ts'
import { createNodeFork } from '../compose/node-reader.ts'
import type { CommandContext } from './command.ts'

const USAGE = 'hoso digitise FILES... --out DIR [--pdf] [--alto] [--hocr] [--json] [--workers N]'

/** Runs `USAGE`: 0 all taken, 1 some refused or without the PDF that was asked for, 2 wrong use. */
export async function digitiseCommand(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      pdf: { type: 'boolean', default: false },
      alto: { type: 'boolean', default: false },
      hocr: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      workers: { type: 'string', default: String(Math.min(4, availableParallelism())) },
    },
  })
  const readers = Number(values.workers)
  if (values.out === undefined || positionals.length === 0 || !Number.isInteger(readers) || readers < 1) {
    context.error(`usage: ${USAGE}`)
    return 2
  }
  const report = await digitise({
    paths: positionals.map((file) => path.resolve(file)),
    outFolder: path.resolve(values.out),
    extra: extraOutputs.filter((output) => values[output]),
    assetsFolder: context.assetsFolder,
    fork: createNodeFork(context.readerEntry),
    readers,
    onProgress: (progress) => context.error(JSON.stringify(progress)),
  })
  context.print(values.json ? JSON.stringify(report) : summary(report))
  const isWhole = report.taken.every((file) => file.pdf?.kind !== 'failed')
  return report.refused.length === 0 && isWhole ? 0 : 1
}

interface TakenFile {
  readonly path: string
  readonly pdf?: ArchivePdf
}

type ArchivePdf =
  | { readonly kind: 'made' }
  | { readonly kind: 'kept'; readonly reason: string; readonly signatures: readonly Signature[] }
  | { readonly kind: 'failed'; readonly code: string; readonly page: number }

interface Signature {
  readonly signer: string | null
  readonly statedAt: string | null
  readonly coversWholeFile: boolean
}

interface Report {
  readonly taken: readonly TakenFile[]
  readonly refused: readonly { readonly path: string; readonly code: string }[]
}

function summary({ taken, refused }: Report): string {
  const lines = refused.map((file) => `refused ${file.path}: ${file.code}`)
  const pdfLines = taken.flatMap(({ path: file, pdf }) => (pdf === undefined ? [] : pdfLine(file, pdf)))
  return [
    ...lines,
    ...pdfLines,
    `${taken.length + refused.length} chosen, ${taken.length} taken, ${refused.length} refused`,
  ].join('\n')
}

/** A signature is told as it tells itself: whether it is true was not checked, and the line says so. */
function pdfLine(file: string, pdf: ArchivePdf): readonly string[] {
  if (pdf.kind === 'made') return []
  if (pdf.kind === 'failed') return [`no PDF of ${file}: page ${pdf.page}, ${pdf.code}`]
  const signatures = pdf.signatures.map(
    ({ signer, statedAt, coversWholeFile }) =>
      `  signature, not verified: ${signer ?? 'unnamed'}, ${statedAt ?? 'no time'}, ` +
      `covers ${coversWholeFile ? 'the whole file' : 'only a part of the file'}`,
  )
  return [`kept as it is ${file}: ${pdf.reason}`, ...signatures]
}
