import { reportOf } from '../../../domain/fault.ts'
import { type Edit, kindOf, type RecordId } from '../../../domain/op.ts'
import { filingFacts } from '../../../domain/propose/filing-facts.ts'
import type { FilingOffer, FilingOutcome, ProposeApi } from '../../../domain/propose-api.ts'
import { documentView } from '../../../domain/records/document.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { existingDocument } from '../contents.ts'
import { assertDocumentOpen, filing } from '../document-handlers.ts'
import { createGiveWay } from '../give-way.ts'
import { openFromPlan } from '../open-from-plan.ts'
import type { Opening } from '../plan/plan-ports.ts'
import { listPage, type Records } from '../ports.ts'
import type { FilingMemory } from './filing-memory.ts'

interface ProposePorts {
  readonly records: Records
  readonly memory: FilingMemory
  readonly opening: Opening
}

/** Putting read documents into case files, many at a time. */
export function proposeHandlers(ports: ProposePorts): Handlers<ProposeApi> {
  const { records, memory } = ports
  return {
    filingOffers: async ({ limit }) => {
      const list = { kind: 'doc', stages: ['to-file'], order: 'position', limit, offset: 0 } as const
      const { rows, total } = listPage(records, list, documentView)
      const offers: FilingOffer[] = []
      if (rows.length === 0) return { offers, total }
      const proposer = await memory.proposer()
      const giveWay = createGiveWay()
      for (const document of rows) {
        offers.push({ document, proposals: [...proposer.propose(filingFacts(document))] })
        await giveWay()
      }
      return { offers, total }
    },
    filingProposals: async ({ document }) => {
      const proposer = await memory.proposer()
      return [...proposer.propose(filingFacts(existingDocument(records, document)))]
    },
    fileDocuments: async ({ filings }) => fileAll(ports, filings),
  }
}

interface Filing {
  readonly document: RecordId
  readonly target: RecordId
}

async function fileAll(
  { records, opening: howToOpen }: ProposePorts,
  filings: readonly Filing[],
): Promise<FilingOutcome> {
  const edits: Edit[] = []
  const opened = new Map<RecordId, RecordId>()
  const places = new Map<RecordId, number>()
  const refused: FilingOutcome['refused'] = []
  for (const { document, target } of filings) {
    try {
      const existing = existingDocument(records, document)
      assertDocumentOpen(records, existing)
      const opening =
        kindOf(target) === 'plan' && !opened.has(target) ? openFromPlan(records, target, howToOpen) : null
      const file = opened.get(target) ?? opening?.id ?? target
      const place = filing(records, existing, {
        caseFile: file,
        isNew: file !== target,
        after: places.get(file),
      })
      if (opening !== null) {
        opened.set(target, opening.id)
        edits.push(...opening.edits)
      }
      places.set(file, place.position)
      edits.push(...place.edits)
    } catch (error) {
      refused.push({ document, ...reportOf(error) })
    }
  }
  if (edits.length > 0) await records.append(edits, { undo: 'file-documents' })
  return { filed: filings.length - refused.length, opened: opened.size, refused }
}
