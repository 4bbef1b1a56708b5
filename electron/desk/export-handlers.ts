import type { DocumentType } from '../../domain/authority.ts'
import type { ExportApi, ExportedDocument, ExtraFormat } from '../../domain/export-api.ts'
import { exportName } from '../../domain/export-name.ts'
import { Fault } from '../../domain/fault.ts'
import type { RecordId, Sha256 } from '../../domain/op.ts'
import { turnOf } from '../../domain/page-turn.ts'
import type { QuarterTurn } from '../../domain/reading-recipe.ts'
import { type Document, documentCode, fieldValue } from '../../domain/records/document.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { TextLayer } from '../../domain/text-layer.ts'
import { correctedLayer } from '../../domain/word-corrections.ts'
import { existingDocument } from './contents.ts'
import type { Blobs, Records, Surroundings } from './ports.ts'
import type { SourceHandle } from './reader.ts'
import { getTextLayer } from './text-blobs.ts'

/** What a written file says of itself. */
interface Description {
  readonly title: string
  readonly author?: string
  readonly subject?: string
  readonly signer?: string
  /** ISO 8601. */
  readonly issuedDate?: string
  /** BCP 47. */
  readonly language: string
}

/** A document to be written as files: its pages, wherever they come from, in their order. */
export interface WriteRequest {
  readonly folder: string
  /** Of the files, without ending. */
  readonly name: string
  readonly description: Description
  readonly pages: readonly {
    readonly source: Sha256
    readonly index: number
    /** How far it is turned clockwise to be shown upright. */
    readonly turn: QuarterTurn
  }[]
  /** What was read on the page at this place; asked for when the page is written. */
  readonly layerAt: (place: number) => Promise<TextLayer | null>
  /** Whoever opens it closes it. */
  readonly openBlob: (source: Sha256) => Promise<SourceHandle>
  readonly extras: readonly ExtraFormat[]
  readonly onPage: (pagesDone: number) => void
  readonly signal: AbortSignal
}

/** Writes the files of a document, whole or none of them. @throws Fault of the folder or of a page */
export type WriteDocument = (request: WriteRequest) => Promise<ExportedDocument>

interface ExportPorts {
  readonly records: Pick<Records, 'record'>
  readonly blobs: Blobs
  readonly write: WriteDocument
  readonly types: () => readonly DocumentType[]
  readonly surroundings: Pick<Surroundings, 'emit'>
  /** Writes down that somebody takes the document out; without that nothing is written. */
  readonly noteExport: (document: RecordId) => Promise<void>
}

/** Taking documents out of the vault, one at a time. */
export interface Exports {
  readonly handlers: Handlers<ExportApi>
  /** Stops what is being written; nothing of it stays. */
  close(): Promise<void>
}

export function createExports(ports: ExportPorts): Exports {
  const { records, surroundings } = ports
  let stop: AbortController | null = null
  let work: Promise<unknown> = Promise.resolve()
  const run = async (document: Document, wanted: Wanted): Promise<ExportedDocument> => {
    if (stop !== null) throw new Fault('in-use', 'an export runs', { detail: { reason: 'export' } })
    const own = new AbortController()
    stop = own
    const pagesTotal = document.pages.length
    const onPage = (pagesDone: number): void =>
      surroundings.emit({ name: 'exportProgress', payload: { id: document.id, pagesDone, pagesTotal } })
    try {
      return await written(ports, document, { ...wanted, onPage, signal: own.signal })
    } finally {
      stop = null
    }
  }
  const close = async (): Promise<void> => {
    stop?.abort()
    await work
  }
  return {
    close,
    handlers: {
      exportDocument: async ({ id, folder, extras }) => {
        const document = existingDocument(records, id)
        if (document.isolated !== undefined) throw new Fault('isolated', `${id} is isolated`)
        const exported = run(document, { folder, extras })
        // Whoever asked for it hears of its failure.
        work = exported.catch(() => undefined)
        return exported
      },
      cancelExport: async () => {
        await close()
        return null
      },
    },
  }
}

type Wanted = Pick<WriteRequest, 'folder' | 'extras'>

async function written(
  { blobs, write, types, noteExport }: ExportPorts,
  document: Document,
  wanted: Wanted & Pick<WriteRequest, 'onPage' | 'signal'>,
): Promise<ExportedDocument> {
  // A view's id came from a record, so it is a record id.
  await noteExport(document.id as RecordId)
  return write({ ...wanted, name: exportName(document), ...writtenFrom({ blobs, types: types() }, document) })
}

/** What a document is written from: its pages with what was read and put right on them, and what it says of itself. */
export function writtenFrom(
  { blobs, types }: { readonly blobs: Blobs; readonly types: readonly DocumentType[] },
  document: Document,
): Pick<WriteRequest, 'description' | 'pages' | 'layerAt' | 'openBlob'> {
  return {
    description: descriptionOf(document, types),
    pages: document.pages.map((page) => ({ ...page, turn: turnOf(document, page.id) })),
    layerAt: async (place) => {
      const page = document.pages[place]?.id ?? ''
      const text = document.texts[page]
      return text === undefined
        ? null
        : correctedLayer(await getTextLayer(blobs, text), document.corrections[page])
    },
    openBlob: async (source) => ({ ...(await blobs.open(source)), name: source }),
  }
}

function descriptionOf(document: Document, types: readonly DocumentType[]): Description {
  const value = (name: Parameters<typeof fieldValue>[1]): string => fieldValue(document, name).trim()
  const type = types.find(({ code }) => code === value('type'))?.name ?? ''
  const named = [type, documentCode(document)].filter(Boolean).join(' ')
  const given = {
    author: value('issuer'),
    subject: value('subject') === '' ? '' : named,
    signer: value('signer'),
    issuedDate: value('issuedDate'),
  }
  return {
    title: value('subject') || named || 'Văn bản',
    language: 'vi-VN',
    ...Object.fromEntries(Object.entries(given).filter(([, text]) => text !== '')),
  }
}
