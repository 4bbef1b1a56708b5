import type { AssembleApi } from '../../domain/assemble-api.ts'
import { NOTE } from '../../domain/contents-list.ts'
import {
  droppedContents,
  positionEdits,
  sortedContents,
  steppedContents,
} from '../../domain/contents-order.ts'
import type { Edit, RecordId } from '../../domain/op.ts'
import { binEdits, insertEdits, mergeEdits, replaceEdits, restoreEdits } from '../../domain/page-edits.ts'
import { Aside, Insertion, layoutIn, Merge, type PageLayout, shownPages } from '../../domain/page-layout.ts'
import { personTurnEdit } from '../../domain/page-turn.ts'
import { assertOpen } from '../../domain/records/case-file.ts'
import { Document } from '../../domain/records/document.ts'
import { PagesValue } from '../../domain/records/page.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { numberSheets } from '../../domain/sheet-numbering.ts'
import type { MemoryParts } from './memory-case-files.ts'
import { existing } from './memory-rows.ts'

/** Assembly over plain arrays: the rules of the domain write the edits, which are applied to the rows. */
export function assembleHandlers({ vault, changed }: MemoryParts): Handlers<AssembleApi> {
  const contents = (id: string): readonly Document[] =>
    vault.documents
      .filter((document) => document.caseFile === id && document.pages.length > 0)
      .toSorted((a, b) => a.position - b.position)
  const open = (id: string): Document => {
    const document = existing(vault.documents, id)
    if (document.caseFile !== null) assertOpen(existing(vault.caseFiles, document.caseFile))
    return document
  }
  const write = createWriter({ vault, changed })
  return {
    ...contentsAnswers({ vault, contents, open, write, changed }),
    mergeDocuments: async ({ documents, values }) => write(mergeEdits(documents.map(open), values)),
    insertPages: async ({ id, source, pages, after }) =>
      write(insertEdits({ target: open(id), source: open(source), pages, after })),
    replacePage: async ({ id, page, source, by }) =>
      write(replaceEdits(open(id), page, { source: open(source), page: by })),
    turnPage: async ({ id, page, by }) => write([personTurnEdit(open(id), page, by)]),
    binPages: async ({ id, pages }) => write(binEdits(open(id), pages)),
    restorePages: async ({ id, pages }) => write(restoreEdits(open(id), pages)),
    printBoxLabels: async ({ caseFiles, folder }) => ({
      folder,
      file: 'nhan-hop.pdf',
      pages: caseFiles.length,
    }),
    printSeparators: async ({ ordinals, folder }) => {
      const pages = ordinals === null ? 1 : ordinals.to - ordinals.from + 1
      return { folder, file: 'to-phan-cach.pdf', pages }
    },
  }
}

/** Writes edits of documents into the rows of a vault. */
export function createWriter({ vault, changed }: Pick<MemoryParts, 'vault' | 'changed'>) {
  return (edits: readonly Edit[]): null => {
    const touched = new Set<string>(edits.map(({ record }) => record))
    vault.documents = vault.documents.map((document) =>
      touched.has(document.id)
        ? applied(
            document,
            edits.filter(({ record }) => record === document.id),
          )
        : document,
    )
    changed(...touched)
    return null
  }
}

type ContentsNames =
  | 'reorderContents'
  | 'sheetNumbers'
  | 'moveDocuments'
  | 'setSheets'
  | 'setNote'
  | 'setPlace'

interface Rows extends Pick<MemoryParts, 'vault' | 'changed'> {
  readonly contents: (id: string) => readonly Document[]
  readonly open: (id: string) => Document
  readonly write: (edits: readonly Edit[]) => null
}

function contentsAnswers({
  vault,
  changed,
  contents,
  open,
  write,
}: Rows): Handlers<Pick<AssembleApi, ContentsNames>> {
  return {
    reorderContents: async ({ id, order }) => {
      const documents = contents(id)
      if (order.kind === 'sorted') return write(positionEdits(sortedContents(documents, order.by)))
      return write(
        positionEdits(
          order.kind === 'stepped'
            ? steppedContents(documents, order.documents, order.by)
            : droppedContents(documents, order.documents, order.before),
        ),
      )
    },
    sheetNumbers: async ({ id }) => {
      const { spans, total, doubled, missing } = numberSheets(contents(id))
      return { spans: Object.fromEntries(spans), total, doubled: [...doubled], missing: [...missing] }
    },
    moveDocuments: async ({ documents, caseFile }) => {
      const last = caseFile === null ? 0 : Math.max(0, ...contents(caseFile).map(({ position }) => position))
      return write(
        documents.map(open).flatMap(({ id }, at): Edit[] => {
          const record = id as RecordId
          return [
            { record, path: '/caseFile', value: caseFile },
            { record, path: '/position', value: last + at + 1 },
          ]
        }),
      )
    },
    setSheets: async ({ id, sheets }) => write([{ record: id, path: '/sheets', value: sheets }]),
    setNote: async ({ id, note }) => {
      const noted = <T extends { readonly id: string; readonly extra: Record<string, string> }>(row: T): T =>
        row.id === id ? { ...row, extra: { ...row.extra, [NOTE]: note } } : row
      vault.documents = vault.documents.map(noted)
      vault.caseFiles = vault.caseFiles.map(noted)
      changed(id)
      return null
    },
    setPlace: async ({ caseFiles, place }) => {
      vault.caseFiles = vault.caseFiles.map((file) =>
        caseFiles.includes(file.id) ? { ...file, place } : file,
      )
      changed(...caseFiles)
      return null
    },
  }
}

/** The document as its record would show it after these edits of it. */
function applied(document: Document, edits: readonly Edit[]): Document {
  const layout = structuredClone(layoutIn(document))
  const cells = new Map<string, Record<string, unknown>>([
    ['text', { ...document.texts }],
    ['turn', { ...document.turns }],
    ['turned', { ...document.turned }],
    ['field', { ...document.values }],
  ])
  const plain: Record<string, unknown> = {}
  for (const edit of edits) {
    const [, kind = '', key = ''] = edit.path.split('/')
    const value: unknown = 'remove' in edit ? undefined : edit.value
    const below = cells.get(kind)
    if (below !== undefined) below[key] = value
    else if (!isLaidOut(layout, edit)) plain[kind] = value ?? null
  }
  return Document.parse({
    ...document,
    ...plain,
    pages: [...shownPages(layout)],
    layout,
    texts: cells.get('text'),
    turns: cells.get('turn'),
    turned: cells.get('turned'),
    values: cells.get('field'),
  })
}

/** Takes an edit of where pages stand into the layout. @returns false for any other */
function isLaidOut(layout: PageLayout, edit: Edit): boolean {
  const [, kind = '', key = ''] = edit.path.split('/')
  const value: unknown = 'remove' in edit ? undefined : edit.value
  const isGone = value === undefined
  if (kind === 'mergedInto') layout.mergedInto = isGone ? null : Merge.parse(value).to
  if (kind === 'aside') {
    delete layout.aside[key]
    if (!isGone) layout.aside[key] = Aside.parse(value)
  }
  if (kind === 'inserted') {
    layout.inserted = layout.inserted.filter((insertion) => insertion.key !== key)
    if (!isGone) layout.inserted.push({ ...Insertion.parse(value), key })
  }
  if (kind === 'order') layout.order = PagesValue.parse(value).map(({ id }) => id)
  return ['mergedInto', 'aside', 'inserted', 'order'].includes(kind)
}
