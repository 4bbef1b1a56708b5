import { type AccessEvent, accessView, newAccess, viewKey } from '../../domain/access.ts'
import type { DeskApi } from '../../domain/api.ts'
import { Fault } from '../../domain/fault.ts'
import { type RecordId, recordId } from '../../domain/op.ts'
import { caseFileView, setAccess } from '../../domain/records/case-file.ts'
import { documentCode, documentView } from '../../domain/records/document.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { AccessRow, SecurityApi } from '../../domain/security-api.ts'
import { isoNow, type Surroundings } from '../desk/ports.ts'
import type { Vault } from '../store/vault.ts'
import type { Session } from './session.ts'
import { createShownPages, type PagePlace } from './shown-pages.ts'

type AccessApi = Pick<SecurityApi, 'setCaseFileAccess' | 'noteAccess' | 'accessRecords'>

export interface AccessPorts {
  readonly vault: Pick<Vault, 'record' | 'append' | 'catalogue'>
  readonly session: Session
  readonly surroundings: Pick<Surroundings, 'clock' | 'createId'>
}

/** Writes down who saw what is restricted, and every print and export: no record, no view. */
export interface AccessBook {
  /** Looks at an answer before it is given to the window. @throws Fault where the view could not be written down */
  beforeAnswer(name: string, input: unknown, value: unknown): Promise<void>
  /** The same for the image of a page. */
  beforeImage(page: PagePlace): Promise<void>
  readonly handlers: Handlers<AccessApi>
}

export function createAccessBook(ports: AccessPorts): AccessBook {
  const { vault, session, surroundings } = ports
  const pages = createShownPages(vault)
  const views = new Map<string, Promise<void>>()

  const note = async (what: AccessEvent['what'], subject: RecordId): Promise<void> => {
    const event = { what, subject, at: isoNow(surroundings.clock) }
    await vault.append([newAccess(recordId('access', surroundings.createId()), event)])
  }
  const noteView = (file: RecordId | null): Promise<void> => {
    if (file === null || caseFileView(vault.record(file)).access !== 'restricted') return Promise.resolve()
    const atMs = surroundings.clock.nowMs()
    const key = viewKey({ user: session.user().id, subject: file, atMs })
    const noted = views.get(key) ?? note('view', file)
    views.set(key, noted)
    // One that could not be written is tried again at the next look.
    noted.catch(() => views.delete(key))
    return noted
  }
  const noteDocuments = async (documents: Iterable<RecordId>): Promise<void> => {
    for (const document of documents) await noteView(fileOf(vault, document))
  }
  return {
    beforeAnswer: async (name, input, value) => {
      pages.learn(value)
      if (name === 'caseFile' || name === 'contents') await noteView(idIn(input))
      if (name === 'document') await noteDocuments([idIn(input)])
      if (name === 'pageMatches' || name === 'documentMatches') await noteDocuments([documentIn(input)])
      if (name === 'pageText') await noteDocuments(await pages.ofText(textIn(input)))
    },
    beforeImage: async (page) => noteDocuments(await pages.ofPage(page)),
    handlers: {
      setCaseFileAccess: async ({ id, access }) => {
        if (caseFileView(vault.record(id)).notation === '') throw new Fault('not-found', `no case file ${id}`)
        await vault.append([setAccess(id, access)])
        return null
      },
      noteAccess: async ({ what, subject }) => {
        await (what === 'view' ? noteView(subject) : note(what, subject))
        return null
      },
      accessRecords: async (page) => accessPage(vault, page),
    },
  }
}

/** The one place that lists access records, newest first. */
function accessPage(
  { catalogue, record }: AccessPorts['vault'],
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { readonly rows: AccessRow[]; readonly total: number } {
  const ids = catalogue.ids({ kind: 'access', order: 'newest', offset, limit })
  const rows = ids.flatMap((id): AccessRow[] => {
    const view = accessView(record(id))
    return view === null ? [] : [{ ...view, name: nameOf(record, view.subject) }]
  })
  return { rows, total: catalogue.tally({ kind: 'access' }).records }
}

function nameOf(record: Vault['record'], subject: RecordId): string {
  if (subject.startsWith('doc_')) return documentCode(documentView(record(subject)))
  const { notation, title } = caseFileView(record(subject))
  return `${notation} ${title}`.trim()
}

function fileOf({ record }: AccessPorts['vault'], document: RecordId): RecordId | null {
  // Only a case file id is ever written into the cell.
  return documentView(record(document)).caseFile as RecordId | null
}

/** The dispatcher has parsed the input of these procedures before. */
function idIn(input: unknown): RecordId {
  return (input as Parameters<Handlers<DeskApi>['document']>[0]).id
}

function documentIn(input: unknown): RecordId {
  return (input as Parameters<Handlers<DeskApi>['pageMatches']>[0]).document
}

function textIn(input: unknown): string {
  return (input as Parameters<Handlers<DeskApi>['pageText']>[0]).text
}
