import type { DocumentType } from '../../../domain/authority.ts'
import type { Edit, RecordId } from '../../../domain/op.ts'
import { extractionEdits } from '../../../domain/page-edits.ts'
import { documentView, isRead } from '../../../domain/records/document.ts'
import type { UndoLabel } from '../../../domain/undo.ts'
import type { Blobs, Records } from '../ports.ts'
import type { ExtractFields } from '../reader.ts'
import { thinLayersOf } from '../text-blobs.ts'
import { withEdits } from './with-edits.ts'

/** Changes documents while none of their pages is being read, so that nothing that is read meanwhile is lost or misplaced. */
export type ReadApart = (documents: readonly RecordId[], change: () => Promise<void>) => Promise<void>

export interface PageChangePorts {
  readonly records: Records
  readonly blobs: Blobs
  readonly extract: ExtractFields
  readonly types: () => readonly DocumentType[]
  readonly readApart: ReadApart
}

/** Edits of pages, as one step. */
export interface PageChange {
  readonly edits: readonly Edit[]
  /** The documents whose fields are found anew in the pages they have then. */
  readonly of: readonly RecordId[]
  readonly undo: UndoLabel
  /** Is written before and stays when the step is taken back. */
  readonly links?: readonly Edit[]
}

/**
 * Saves a change of pages with what the machine makes of the pages then, so that all of it is taken back in one step. What
 * is not read yet is read after it, and its fields are found then.
 * @param documents all that the change looks at
 */
export function createPageChanger(ports: PageChangePorts) {
  return (documents: readonly RecordId[], make: () => PageChange): Promise<void> =>
    ports.readApart(documents, async () => {
      const { edits, of, undo, links = [] } = make()
      if (edits.length === 0) return
      const found: Edit[] = []
      for (const id of of) found.push(...(await foundEdits(ports, id, edits)))
      if (links.length > 0) await ports.records.append(links)
      await ports.records.append([...edits, ...found], { undo })
    })
}

/** What stands in a document after `edits` for the machine's part. */
async function foundEdits(
  { records, blobs, extract, types }: PageChangePorts,
  id: RecordId,
  edits: readonly Edit[],
): Promise<readonly Edit[]> {
  const document = documentView(withEdits(records.record(id), edits))
  if (document.pages.length === 0) return []
  if (isRead(document)) {
    const layers = await thinLayersOf(blobs, document)
    return extractionEdits(id, extract(layers, types()))
  }
  // Also where nothing was found yet: by then something may be, from other pages, when the step is taken back.
  return ['/proposals', '/findings'].map((path) => ({ record: id, path, remove: true }))
}
