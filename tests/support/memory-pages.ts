import type { ExportApi } from '../../domain/export-api.ts'
import { exportName } from '../../domain/export-name.ts'
import { assertOpen } from '../../domain/records/case-file.ts'
import type { Document } from '../../domain/records/document.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { SplitApi } from '../../domain/split-api.ts'
import { partsOf } from '../../domain/split-document.ts'
import type { TextLayer } from '../../domain/text-layer.ts'
import type { MemoryParts } from './memory-case-files.ts'
import { existing } from './memory-rows.ts'

/** What was read on every page for which a test says nothing else. */
export const plainLayer: TextLayer = {
  version: 1,
  widthPx: 1000,
  heightPx: 1400,
  engine: 'memory',
  lines: ['ỦY BAN NHÂN DÂN', 'QUYẾT ĐỊNH'].map((text, row) => {
    const [top, bottom] = [100 + row * 40, 130 + row * 40]
    const words = text.split(' ').map((word, at): TextLayer['lines'][number]['words'][number] => {
      return { text: word, box: [100 + at * 90, top, 180 + at * 90, bottom], confidence: 0.9 }
    })
    return { box: [100, top, 600, bottom], words }
  }),
}

export function splitHandlers({ vault, newId, changed }: MemoryParts): Handlers<SplitApi> {
  const put = (...documents: readonly Document[]): void => {
    for (const document of documents) {
      vault.documents = vault.documents.some(({ id }) => id === document.id)
        ? vault.documents.map((other) => (other.id === document.id ? document : other))
        : [...vault.documents, document]
    }
    changed(...documents.map(({ id }) => id))
  }
  const editable = (id: string): Document => {
    const document = existing(vault.documents, id)
    if (document.caseFile !== null) assertOpen(existing(vault.caseFiles, document.caseFile))
    return document
  }
  return {
    splitDocument: async ({ id, at }) => {
      const document = editable(id)
      const [first = [], ...rest] = partsOf(document, at)
      const said = { proposals: {}, findings: null, isOneDocument: true }
      const made = rest.map((pages): Document => {
        return { ...document, ...said, id: newId('doc'), pages: [...pages], values: {}, isAccepted: false }
      })
      put({ ...document, ...said, pages: [...first] }, ...made)
      return { ids: made.map((each) => each.id) }
    },
    dismissSplits: async ({ id }) => {
      put({ ...editable(id), isOneDocument: true })
      return null
    },
  }
}

export function exportHandlers({ vault, emit }: MemoryParts): Handlers<ExportApi> {
  return {
    exportDocument: async ({ id, folder, extras }) => {
      const document = existing(vault.documents, id)
      const pagesTotal = document.pages.length
      emit({ name: 'exportProgress', payload: { id, pagesDone: pagesTotal, pagesTotal } })
      const files = ['pdf', ...extras].map((ending) => `${exportName(document)}.${ending}`)
      return { folder, files, pdf: { kind: 'made', sizeBytes: 1, hasSignedPages: false } }
    },
    cancelExport: async () => null,
  }
}
