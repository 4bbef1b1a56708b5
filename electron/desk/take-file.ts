import path from 'node:path'
import { type FaultReport, reportOf } from '../../domain/fault.ts'
import type { Checking } from '../../domain/intake-api.ts'
import { type Edit, recordId } from '../../domain/op.ts'
import { type BatchSource, setBatchSource } from '../../domain/records/batch.ts'
import { newDocument } from '../../domain/records/document.ts'
import { pageId } from '../../domain/records/page.ts'
import type { SecretMark } from '../../domain/secret-mark.ts'
import type { FoundSheet } from '../../domain/separate.ts'
import { sheetCounts, sheetEdits } from './assemble/separate-scan.ts'
import { lookThrough } from './look-through.ts'
import { type Blobs, isoNow, type Records, type Surroundings } from './ports.ts'
import type { Reader } from './reader.ts'
import { notSecretPath } from './secret-gate.ts'
import { openSourceFile, type SourceFile } from './source-file.ts'
import type { WaitingFile, WaitingFiles } from './waiting-files.ts'

export interface TakePorts {
  readonly records: Records
  readonly blobs: Blobs
  readonly reader: Reader
  readonly surroundings: Surroundings
  /** Asked before a file is copied. */
  readonly assertRoom: (sizeBytes: number) => Promise<void>
  readonly waiting: WaitingFiles
  /** Hears how far a file is looked through. */
  readonly onChecking: (checking: Checking) => void
}

/** Pages between two notes of how far a file was looked through: each is a file written and synced. */
const NOTE_EVERY = 20

/**
 * Looks a file through, copies it into the vault and names it by a document; a file that cannot be taken is refused with the
 * reason. @returns the mark of a page that looks like a state secret: then nothing of the file was kept
 */
export async function takeFile(
  ports: TakePorts,
  file: WaitingFile,
  signal: AbortSignal,
): Promise<SecretMark | null> {
  const { records, surroundings, waiting } = ports
  try {
    const taken = await lookAndCopy(ports, file, signal)
    if (taken.kind === 'marked') return taken.mark
    await records.append(taken.edits)
  } catch (error) {
    if (signal.aborted) return null
    const report: FaultReport = reportOf(error)
    if (report.code === 'internal') surroundings.onBug('intake', error)
    const outcome = { kind: 'refused', code: report.code, detail: { ...report.detail } } as const
    // A full disk may refuse this op as well; then the source stays waiting and the next start tries it again.
    await records.append([setBatchSource(file.batch, file.index, sourceOf(file, outcome))])
  }
  await waiting.dropSoon(file)
  return null
}

export function sourceOf({ path: from }: WaitingFile, outcome: BatchSource['outcome']): BatchSource {
  return { name: nameOf(from), path: from, outcome }
}

export function nameOf(file: string): string {
  return path.basename(file).normalize('NFC')
}

type Taken =
  | { readonly kind: 'marked'; readonly mark: SecretMark }
  | { readonly kind: 'copied'; readonly edits: readonly Edit[] }

async function lookAndCopy(ports: TakePorts, waiting: WaitingFile, signal: AbortSignal): Promise<Taken> {
  const file = await openSourceFile(waiting.path)
  try {
    await ports.assertRoom(file.sizeBytes)
    const before = waiting.looked?.version === file.version ? waiting.looked : null
    const looked = await lookThrough({
      reader: ports.reader,
      file,
      from: before?.pages ?? 0,
      sheets: before?.sheets ?? [],
      cleared: waiting.cleared,
      signal,
      onPage: async (page, pageCount, sheets) => {
        ports.onChecking({ batch: waiting.batch, index: waiting.index, page, pageCount })
        if (page > 0 && page % NOTE_EVERY === 0) await noteLooked(ports, waiting, { file, page, sheets })
      },
    })
    if (looked.kind === 'marked') {
      const { mark, sheets } = looked
      await noteLooked(ports, waiting, { file, page: mark.page, sheets })
      return { kind: 'marked', mark }
    }
    // What was looked at is what is copied.
    await file.assertUnchanged()
    return { kind: 'copied', edits: await copyIn(ports, { waiting, file, ...looked }) }
  } finally {
    await file.close()
  }
}

function noteLooked(
  { waiting }: TakePorts,
  place: WaitingFile,
  {
    file,
    page,
    sheets,
  }: { readonly file: SourceFile; readonly page: number; readonly sheets: readonly FoundSheet[] },
): Promise<void> {
  return waiting.change(place, { looked: { pages: page, version: file.version, sheets: [...sheets] } })
}

interface Clear {
  readonly waiting: WaitingFile
  readonly file: SourceFile
  readonly pageCount: number
  readonly unseen: number
  readonly sheets: readonly FoundSheet[]
}

/** Everything that names the source, to be appended at once: blob first, record after (I10). */
async function copyIn({ records, blobs, surroundings }: TakePorts, clear: Clear): Promise<readonly Edit[]> {
  const { waiting, file, pageCount, unseen, sheets } = clear
  const { sha, sizeBytes } = await blobs.put(file.chunks())
  await file.assertUnchanged()
  const run = surroundings.createId()
  const pages = Array.from({ length: pageCount }, (_, index) => ({
    id: pageId(run, index),
    source: sha,
    index,
  }))
  const document = recordId('doc', surroundings.createId())
  const at = isoNow(surroundings.clock)
  const taken = {
    kind: 'taken',
    source: sha,
    sizeBytes,
    pages: pageCount,
    ...(unseen === 0 ? {} : { unseen }),
    ...(sheets.length === 0 ? {} : { sheets: sheetCounts(records, pages, sheets) }),
  } as const
  return [
    ...newDocument(document, waiting.batch, pages),
    ...sheetEdits(document, pages, sheets),
    ...pages
      .filter(({ index }) => waiting.cleared.includes(index))
      .map((page): Edit => ({ record: document, path: notSecretPath(page.id), value: { at } })),
    setBatchSource(waiting.batch, waiting.index, sourceOf(waiting, taken)),
  ]
}
