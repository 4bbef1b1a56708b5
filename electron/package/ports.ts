import type { CodeLists } from '../../domain/authority.ts'
import type { CaseFileContents } from '../../domain/deposit-manifest.ts'
import type { ExportedPdf } from '../../domain/export-api.ts'
import type { RecordState } from '../../domain/merge.ts'
import type { RecordId } from '../../domain/op.ts'
import type { Document } from '../../domain/records/document.ts'
import type { Fonds } from '../../domain/records/fonds.ts'
import type { WriteBytes } from './sink.ts'
import type { SuppliedSchema } from './sip-package.ts'

/** What packing takes from an open vault. */
export interface PackagePorts {
  /** With all documents in their order. @throws Fault 'not-found' */
  readonly contents: (id: RecordId) => CaseFileContents
  readonly record: (id: RecordId) => RecordState
  readonly fonds: (id: RecordId) => Fonds
  /** The fonds of the office that hands over. @throws Fault 'damaged' in a vault without one */
  readonly depositor: () => Fonds
  readonly lists: () => CodeLists
  /** Files of schemas that the office put among its authority data. */
  readonly schemas: () => Promise<readonly SuppliedSchema[]>
  /** @throws Fault of a page or a source, 'cancelled' */
  readonly writePdf: (
    document: Document,
    out: { readonly write: WriteBytes; readonly signal: AbortSignal },
  ) => Promise<ExportedPdf>
  /** Writes down that somebody takes a case file out; without that nothing is written. */
  readonly noteExport: (caseFile: RecordId) => Promise<void>
  /** Who is signed in. */
  readonly userName: () => string
  readonly clock: { nowMs(): number }
}
