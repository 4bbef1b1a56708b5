import { filedContents, positionEdits } from './contents-order.ts'
import { orderDocuments } from './deposit-manifest.ts'
import type { Json } from './json.ts'
import type { Edit, RecordId } from './op.ts'
import { asidePath } from './page-edits.ts'
import { layoutIn } from './page-layout.ts'
import type { Document } from './records/document.ts'
import { type Page, pagesValue } from './records/page.ts'
import { PATCH_T, readSeparator, type SeparatorCode } from './separator-code.ts'
import { documentBegunBy, insertionEdits } from './split-document.ts'

/**
 * A separator sheet of a scanned heap: what its code says, or `PATCH_T`. @param page index into the pages of the scan
 */
export interface FoundSheet {
  readonly page: number
  readonly text: string
}

/** The pages between two sheets, with what the one before them says; null for a code that is none of this version, and for bars. */
interface Portion {
  readonly sheet: Page
  readonly code: SeparatorCode | null
  /** The sheet only cuts: it names no case file, and is not meant to. */
  readonly isPlain: boolean
  readonly pages: readonly Page[]
}

/** The portion behind each sheet of a heap. */
function portionsOf(pages: readonly Page[], sheets: readonly FoundSheet[]): readonly Portion[] {
  const found = sheets.filter(({ page }) => page < pages.length).toSorted((a, b) => a.page - b.page)
  return found.flatMap(({ page, text }, at) => {
    const sheet = pages[page]
    if (sheet === undefined) return []
    const isPlain = text === PATCH_T
    return [{ sheet, code: readSeparator(text), isPlain, pages: pages.slice(page + 1, found[at + 1]?.page) }]
  })
}

/** An open case file with its documents. */
export type OpenFiles = ReadonlyMap<RecordId, readonly Document[]>

interface Heap {
  readonly document: Pick<Document, 'id' | 'batch' | 'pages'> & Partial<Pick<Document, 'layout'>>
  readonly sheets: readonly FoundSheet[]
  /** The case files that may take documents now. */
  readonly files: OpenFiles
  /** Cells of single pages that go with them, by page. */
  readonly cells: ReadonlyMap<string, readonly (readonly [path: string, value: Json])[]>
}

export interface Separated {
  readonly edits: readonly Edit[]
  /** Documents that were made, and how many of them lie in a case file. */
  readonly made: readonly RecordId[]
  readonly filed: number
  /** Sheets whose case file is not known here or takes nothing now, or whose code is none: what follows them lies in no file. */
  readonly unknown: number
}

/**
 * The edits that cut a heap at its separator sheets and put each document into the case file its sheet names. The sheets
 * stay in the document of the whole scan, not shown, with whatever lies before the first and with what lies in its bin.
 */
export function separateHeap({ document, sheets, files, cells }: Heap): Separated {
  const portions = portionsOf(document.pages, sheets)
  const filled = portions.filter(({ pages }) => pages.length > 0)
  const isKnown = ({ code }: Portion): boolean => code !== null && files.has(code.caseFile)
  const made = filled.map((portion) => ({ portion, id: begunBy(portion) }))
  // A view's id came from a record, so it is a record id.
  const record = document.id as RecordId
  const { base, inserted } = layoutIn(document)
  const moved = new Set(portions.flatMap(({ pages }) => pages.map(({ id }) => id)))
  const stays = ({ id }: Page): boolean => !moved.has(id)
  return {
    edits: [
      ...made.flatMap(({ portion, id }) => madeOf({ batch: document.batch, cells }, id, portion)),
      ...filing(
        made.filter(({ portion }) => isKnown(portion)),
        files,
      ),
      ...portions.map(
        ({ sheet }): Edit => ({ record, path: asidePath(sheet.id), value: { kind: 'separator' } }),
      ),
      ...[...moved].flatMap((page) =>
        (cells.get(page) ?? []).map(([path]): Edit => ({ record, path, remove: true })),
      ),
      // Last, so that whoever gets only the beginning of the group has pages twice for a while and lacks none.
      ...inserted.flatMap((insertion) => insertionEdits(record, insertion, stays)),
      { record, path: '/pages', value: pagesValue(base.filter(stays)) },
    ],
    made: made.map(({ id }) => id),
    filed: filled.filter(isKnown).length,
    unknown: portions.filter((portion) => !portion.isPlain && !isKnown(portion)).length,
  }
}

/** The links by which the cuts of several PCs are joined; they stay when the rest is taken back. */
export function heapLinks(document: Document, sheets: readonly FoundSheet[]): readonly Edit[] {
  return portionsOf(document.pages, sheets)
    .filter(({ pages }) => pages.length > 0)
    .map((portion) => ({ record: begunBy(portion), path: '/splitFrom', value: document.id }))
}

function begunBy({ pages: [begin] }: Portion): RecordId {
  return documentBegunBy(begin ?? { id: '' })
}

function madeOf(
  { batch, cells }: Pick<Heap, 'cells'> & Pick<Document, 'batch'>,
  record: RecordId,
  { pages }: Portion,
): readonly Edit[] {
  return [
    { record, path: '/batch', value: batch },
    { record, path: '/pages', value: pagesValue(pages) },
    ...pages.flatMap(({ id }) =>
      (cells.get(id) ?? []).map(([path, value]): Edit => ({ record, path, value })),
    ),
    { record, path: '/isOneDocument', value: true },
  ]
}

function filing(
  made: readonly { readonly portion: Portion; readonly id: RecordId }[],
  files: OpenFiles,
): readonly Edit[] {
  const wanted = [...new Set(made.flatMap(({ portion }) => portion.code?.caseFile ?? []))]
  return wanted.flatMap((caseFile) => {
    const own = made.filter(({ portion }) => portion.code?.caseFile === caseFile)
    const added = own.map(({ portion, id }) => ({
      document: { id, position: 0 },
      ordinal: portion.code?.ordinal ?? null,
    }))
    const there = orderDocuments(files.get(caseFile) ?? [])
    // A position of 0 is none: they stand behind all others until they are placed.
    const order = filedContents<{ readonly id: string; readonly position: number }>(there, added)
    return [
      ...own.map(({ id }): Edit => ({ record: id, path: '/caseFile', value: caseFile })),
      ...positionEdits(order),
    ]
  })
}
