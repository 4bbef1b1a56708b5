import { createHash } from 'node:crypto'
import type { ExportedPdf } from '../../domain/export-api.ts'
import { PROGRAM_VERSION } from '../../domain/program-version.ts'
import type { Happening } from './history.ts'
import type { PremisAgent, PremisEvent } from './premis.ts'

export const PROGRAM_NAME = 'Hồ Sơ Xã'

const program: PremisAgent = {
  id: { type: 'local', value: 'ho-so-xa' },
  name: PROGRAM_NAME,
  type: 'software',
  version: PROGRAM_VERSION,
}

/** An office that has records or hands them over. */
export interface Office {
  readonly name: string
  /** Mã cơ quan. */
  readonly agencyCode: string
  /** Mã phông; empty where none was given. */
  readonly fondsCode: string
}

/** What is known of a document's way into its file. */
export interface DocumentHistory {
  readonly digitised: Happening | null
  readonly read: Happening | null
}

/** What happened to the file of a document. */
export function documentEvents(history: DocumentHistory, pdf: ExportedPdf): readonly PremisEvent[] {
  const isKept = pdf.kind === 'kept'
  const came = happened(history.digitised, {
    type: isKept ? 'capture' : 'digitization',
    detail: isKept
      ? 'the file came as a PDF and is kept byte for byte'
      : 'pages were scanned or photographed; their images are written as PDF/A-2u with the text below them',
  })
  const read = happened(history.read, {
    type: 'text recognition',
    detail: 'the text of the pages was read by the program',
  })
  return [...came, ...read]
}

/** What happened to the case file as a whole. */
export function caseFileEvents(
  closing: Happening | null,
  packaging: Happening,
  depositor: Office,
): readonly PremisEvent[] {
  return [
    ...happened(closing, {
      type: 'closing',
      detail: 'the case file was closed: nothing is added or changed',
    }),
    {
      type: 'information package creation',
      at: packaging.at,
      detail: 'the package was made for submission',
      agents: [...people(packaging.by), agency(depositor), program],
    },
  ]
}

function happened(
  happening: Happening | null,
  event: Pick<PremisEvent, 'type' | 'detail'>,
): readonly PremisEvent[] {
  return happening === null
    ? []
    : [{ ...event, at: happening.at, agents: [...people(happening.by), program] }]
}

function agency({ name, agencyCode }: Office): PremisAgent {
  return { id: { type: 'agency code', value: agencyCode }, name, type: 'organization' }
}

function people(name: string): readonly PremisAgent[] {
  if (name === '') return []
  const mark = createHash('sha256').update(name.normalize('NFC')).digest('hex').slice(0, 12)
  return [{ id: { type: 'local', value: `person-${mark}` }, name, type: 'person' }]
}
