import * as z from 'zod'
import { RecordId } from './op.ts'
import { procedure } from './rpc.ts'

/** What can be written beside the PDF: plain text, ALTO 4 XML, hOCR. */
export const extraFormats = ['text', 'alto', 'hocr'] as const
export type ExtraFormat = (typeof extraFormats)[number]

/** What a signature says of itself; nothing of it is verified. */
const ExportedSignature = z.object({
  signer: z.string().nullable(),
  organisation: z.string().nullable(),
  /** ISO 8601 with its zone. */
  statedAt: z.string().nullable(),
  coversWholeFile: z.boolean(),
})

export const ExportedPdf = z.discriminatedUnion('kind', [
  /** A PDF/A-2u was made. `hasSignedPages`: pages come from a signed PDF, and the signature stays behind in the vault. */
  z.object({ kind: z.literal('made'), sizeBytes: z.int(), hasSignedPages: z.boolean() }),
  /** The document is a PDF that must not or need not be made anew; it was copied byte for byte and no level is claimed. */
  z.object({
    kind: z.literal('kept'),
    reason: z.enum(['signed', 'own-text']),
    signatures: z.array(ExportedSignature),
  }),
])
export type ExportedPdf = z.infer<typeof ExportedPdf>

export const ExportedDocument = z.object({
  folder: z.string(),
  /** Names of the files, the PDF first. */
  files: z.array(z.string()),
  pdf: ExportedPdf,
})
export type ExportedDocument = z.infer<typeof ExportedDocument>

/** Taking a document out of the vault as files. */
export const exportApi = {
  /**
   * Writes the PDF of a document and what else is wanted into a folder, under a name made of its code or subject.
   * A file of that name that is there already is left as it is: Fault 'conflict', reason `name-exists`.
   */
  exportDocument: procedure(
    z.object({
      id: RecordId,
      folder: z.string().min(1).max(4096),
      extras: z.array(z.enum(extraFormats)).max(extraFormats.length),
    }),
    ExportedDocument,
  ),
  /** Stops the export that runs; nothing of it stays. */
  cancelExport: procedure(z.object({}), z.null()),
} as const
export type ExportApi = typeof exportApi

export const exportEvents = {
  exportProgress: z.object({ id: z.string(), pagesDone: z.int(), pagesTotal: z.int() }),
} as const
