import type { CodeLists } from '../../domain/authority.ts'
import type { Described } from '../../domain/describe.ts'
import type { ExportedPdf } from '../../domain/export-api.ts'
import type { ExportProfile } from '../../domain/export-profile.ts'
import { descriptionXml } from './description-xml.ts'
import { type DocumentHistory, documentEvents } from './events.ts'
import type { FileFormat } from './mets.ts'
import { type PremisId, premisXml } from './premis.ts'
import { type PackageSink, putText, type WriteBytes, type WrittenFile } from './sink.ts'

/** The folder of the one representation. */
export const REP = 'representations/rep1/'
/** Begins the note of a file that claims no level; what `verify` takes for that. */
export const KEPT_NOTE = 'kept byte for byte'

export interface SipDocument {
  /** Of its record. */
  readonly uuid: string
  /** Of its files, without ending. */
  readonly name: string
  readonly described: readonly Described[]
  readonly history: DocumentHistory
  /** Writes the PDF of the document. */
  readonly write: (write: WriteBytes) => Promise<ExportedPdf>
}

interface DocumentRequest {
  readonly profile: ExportProfile
  readonly lists: CodeLists
  readonly supplied: ReadonlySet<string>
}

interface WrittenDocument {
  readonly data: WrittenFile
  readonly described: WrittenFile
  readonly premis: WrittenFile
  readonly format: FileFormat
}

export function documentId({ uuid }: SipDocument): PremisId {
  return { type: 'UUID', value: uuid }
}

/** Writes the PDF of a document, its description and its history. */
export async function writeSipDocument(
  sink: PackageSink,
  { profile, lists, supplied }: DocumentRequest,
  document: SipDocument,
): Promise<WrittenDocument> {
  const path = `${REP}data/${document.name}.pdf`
  const { file, result: pdf } = await sink.put(path, document.write)
  const format = formatOf(pdf)
  const described = await putText(
    sink,
    `${REP}metadata/descriptive/EAD_doc_${document.name}.xml`,
    descriptionXml({
      described: document.described,
      profile,
      lists,
      schema: '../../../../schemas/EAD_doc.xsd',
    }),
  )
  const account = premisXml({
    object: { kind: 'file', id: documentId(document), file, format, path, note: noteOf(pdf) },
    events: documentEvents(document.history, pdf),
    supplied,
    up: '../../../../',
  })
  const premis = await putText(sink, `${REP}metadata/preservation/PREMIS_${document.uuid}.xml`, account)
  return { data: file, described, premis, format }
}

function formatOf(pdf: ExportedPdf): FileFormat {
  return pdf.kind === 'made'
    ? { name: 'PDF/A-2u', version: '1.7', pronom: 'fmt/478' }
    : { name: 'PDF', version: 'as it came', pronom: null }
}

function noteOf(pdf: ExportedPdf): string | null {
  if (pdf.kind === 'made') {
    return pdf.hasSignedPages ? 'some pages come from a signed PDF; the signature is not in this file' : null
  }
  return `${KEPT_NOTE}: ${pdf.reason === 'signed' ? 'it is signed' : 'it has text of its own'}`
}
