import { orderEdits } from '../../domain/batch-pages.ts'
import type { BatchPagesApi, PageRef } from '../../domain/batch-pages-api.ts'
import { Fault } from '../../domain/fault.ts'
import { binEdits, insertEdits, restoreEdits } from '../../domain/page-edits.ts'
import { binnedPages } from '../../domain/page-layout.ts'
import { personTurnEdit, turnOf } from '../../domain/page-turn.ts'
import type { Document } from '../../domain/records/document.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { SureApi } from '../../domain/sure-api.ts'
import { isSureAbove, sampleSize } from '../../domain/sure-documents.ts'
import { createWriter } from './memory-assemble.ts'
import type { MemoryParts } from './memory-case-files.ts'
import { existing, pageOf } from './memory-rows.ts'

type Names = Exclude<keyof BatchPagesApi, 'quarantine' | 'retryRefused'>

/** Pages of batches over plain arrays: the rules of the domain write the edits. */
export function batchPagesHandlers({
  vault,
  newId,
  changed,
}: MemoryParts): Handlers<Pick<BatchPagesApi, Names>> {
  const write = createWriter({ vault, changed })
  const documentOf = (id: string): Document => existing(vault.documents, id)
  const grouped = (pages: readonly PageRef[]): ReadonlyMap<string, readonly string[]> => {
    const groups = new Map<string, string[]>()
    for (const { document, page } of pages) groups.set(document, [...(groups.get(document) ?? []), page])
    return groups
  }
  const forget = (pages: readonly { readonly id: string }[]): void => {
    vault.separators = new Map([...vault.separators].filter(([id]) => !pages.some((page) => page.id === id)))
  }
  return {
    layPages: async ({ pages, to, after }) => {
      for (const [id, ids] of grouped(pages)) {
        const target = documentOf(to)
        write(
          id === to
            ? orderEdits(target, ids, after)
            : insertEdits({ target, source: documentOf(id), pages: ids, after }),
        )
      }
      return null
    },
    turnPages: async ({ pages, by }) =>
      write(pages.map(({ document, page }) => personTurnEdit(documentOf(document), page, by))),
    putAwayPages: async ({ pages }) =>
      write(
        [...grouped(pages)].flatMap(([id, ids]) =>
          binEdits(documentOf(id), ids, documentOf(id).caseFile === null),
        ),
      ),
    bringBackPages: async ({ pages }) =>
      write([...grouped(pages)].flatMap(([id, ids]) => restoreEdits(documentOf(id), ids))),
    batchBin: async ({ id, ...span }) =>
      pageOf(
        vault.documents
          .filter(({ batch }) => batch === id)
          .flatMap((document) =>
            binnedPages(document).map((page) => ({
              document: document.id,
              page,
              turn: turnOf(document, page.id),
            })),
          ),
        span,
      ),
    separations: async ({ batch }) =>
      vault.documents
        .filter((document) => document.batch === batch)
        .flatMap((document) => {
          const sheets = document.pages.flatMap((page, index) => {
            const said = vault.separators.get(page.id)
            return said === undefined ? [] : [{ page, index, turn: turnOf(document, page.id), ...said }]
          })
          return sheets.length === 0 ? [] : [{ document: document.id, pages: document.pages.length, sheets }]
        }),
    separateScans: async ({ scans }) => {
      let documents = 0
      for (const { document: id, sheets } of scans) {
        const document = documentOf(id)
        const [before, ...parts] = portionsOf(document, sheets)
        const made = parts
          .filter((pages) => pages.length > 0)
          .map((pages): Document => ({ ...document, id: newId('doc'), pages, isOneDocument: true }))
        forget(document.pages)
        const rest = vault.documents.map((each) => (each.id === id ? { ...each, pages: before ?? [] } : each))
        vault.documents = [...rest, ...made]
        documents += made.length + Math.sign(before?.length ?? 0)
      }
      changed(...scans.map(({ document }) => document))
      return { documents, filed: 0 }
    },
    refuseSeparations: async ({ documents }) => {
      for (const id of documents) forget(documentOf(id).pages)
      changed(...documents)
      return null
    },
    printPatchSheets: async ({ count, folder }) => ({ folder, file: 'to-phan-cach-t.pdf', pages: count }),
  }
}

/** What lies before the first of these sheets, and behind each of them. */
function portionsOf({ pages }: Document, sheets: readonly string[]): readonly Document['pages'][] {
  const portions: Document['pages'][] = [[]]
  for (const page of pages) {
    if (sheets.includes(page.id)) portions.push([])
    else portions.at(-1)?.push(page)
  }
  return portions
}

export function sureHandlers({ vault, changed }: MemoryParts): Handlers<SureApi> {
  const state = { ids: [] as readonly string[], sample: [] as readonly string[] }
  return {
    drawSure: async ({ threshold }) => {
      const sure = vault.documents.filter(
        (document) => !document.isAccepted && isSureAbove(document, threshold),
      )
      const sample = sure.slice(0, sampleSize(sure.length))
      Object.assign(state, { ids: sure.map(({ id }) => id), sample: sample.map(({ id }) => id) })
      return { total: sure.length, rows: sure, sample }
    },
    acceptSure: async ({ looked }) => {
      if (state.sample.some((id) => !looked.includes(id)))
        throw new Fault('conflict', 'the sample was not looked at', { detail: { reason: 'sample' } })
      vault.documents = vault.documents.map((document) =>
        state.ids.includes(document.id) ? { ...document, isAccepted: true } : document,
      )
      changed(...state.ids)
      return { accepted: state.ids.length }
    },
  }
}
