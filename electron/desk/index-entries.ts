import { createHash } from 'node:crypto'
import { Fault } from '../../domain/fault.ts'
import type { IndexedCaseFile, IndexedDocument } from '../../domain/indexed.ts'
import type { RecordState } from '../../domain/merge.ts'
import type { RecordId } from '../../domain/op.ts'
import { caseFileView } from '../../domain/records/case-file.ts'
import { type Document, type FieldName, fieldValue } from '../../domain/records/document.ts'
import { layerText } from '../../domain/text-layer.ts'
import { correctedLayer } from '../../domain/word-corrections.ts'
import type { Blobs, Records } from './ports.ts'
import { getTextLayer } from './text-blobs.ts'

export function indexedCaseFile(record: RecordState): IndexedCaseFile {
  const { fonds, retention, state } = caseFileView(record)
  return { caseFile: record.id, fonds, retention, state }
}

function describedOf(document: Document, records: Pick<Records, 'record'>) {
  // Ids of views came from records, and only a case file id is ever written into the cell.
  const [id, caseFile] = [document.id as RecordId, document.caseFile as RecordId | null]
  const value = (name: FieldName): string => fieldValue(document, name).trim()
  const issuedYear = Number.parseInt(value('issuedDate'), 10)
  const yearOfFile = caseFile === null ? 0 : caseFileView(records.record(caseFile)).year
  return {
    document: id,
    caseFile,
    number: value('number'),
    notation: value('notation'),
    type: value('type'),
    issuedDate: value('issuedDate'),
    year: Number.isNaN(issuedYear) ? yearOfFile : issuedYear,
    issuer: value('issuer'),
    subject: value('subject'),
    signer: value('signer'),
  }
}

/** Names everything that the index holds of a document, without reading its texts. */
export function stampOf(document: Document, records: Pick<Records, 'record'>): string {
  // No entry has this stamp: what the index still holds of it is taken out at the next look.
  if (document.isolated !== undefined) return 'isolated'
  const texts = document.pages.map((page) => document.texts[page.id] ?? null)
  const { corrections } = document
  const said = Object.keys(corrections).length === 0 ? [] : [corrections]
  const named = JSON.stringify([describedOf(document, records), texts, ...said])
  return createHash('sha256').update(named).digest('base64url').slice(0, 22)
}

/** Reads the texts of a document. One that cannot be read now is left out, and tried again at the next start. */
export async function indexedDocument(
  document: Document,
  records: Pick<Records, 'record'>,
  blobs: Blobs,
): Promise<IndexedDocument> {
  const pages: string[] = []
  let isWhole = true
  for (const page of document.pages) {
    const text = await pageText(document, page.id, blobs)
    isWhole &&= text !== null
    pages.push(text ?? '')
  }
  return { ...describedOf(document, records), stamp: isWhole ? stampOf(document, records) : '', pages }
}

/** Null where there is a text that cannot be read. */
async function pageText(
  { texts, corrections }: Document,
  page: string,
  blobs: Blobs,
): Promise<string | null> {
  const text = texts[page]
  if (text === undefined) return ''
  try {
    return layerText(correctedLayer(await getTextLayer(blobs, text), corrections[page]))
  } catch (error) {
    if (error instanceof Fault) return null
    throw error
  }
}
