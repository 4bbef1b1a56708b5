import type { DeskApi, Overview, SearchHit } from '../../domain/api.ts'
import type { RecordId } from '../../domain/op.ts'
import { batchView } from '../../domain/records/batch.ts'
import { type CaseState, caseFileView } from '../../domain/records/case-file.ts'
import { isRead } from '../../domain/records/document.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { allDocuments, existingDocument } from './contents.ts'
import type { DepositDesk } from './deposit-desk.ts'
import type { Records } from './ports.ts'

/** Most hits that one search gives. */
const MAX_HITS = 50

/** The search index as the desk needs it. */
export interface Search {
  search(
    query: string,
    limit: number,
  ): Promise<
    readonly {
      readonly document: RecordId
      readonly page: number
      readonly snippet: readonly { readonly text: string; readonly isMatch: boolean }[]
    }[]
  >
}

interface OverviewPorts {
  readonly records: Records
  readonly deposits: DepositDesk
  readonly search: Search
}

/** What stands where, and what is found. */
export function overviewHandlers(ports: OverviewPorts): Handlers<Pick<DeskApi, 'overview' | 'search'>> {
  const { records, deposits, search } = ports
  return {
    overview: async () => overview(records, deposits),
    search: async ({ query }) => {
      const hits = await search.search(query, MAX_HITS)
      return hits.map((hit): SearchHit => {
        const document = existingDocument(records, hit.document)
        const caseFile =
          document.caseFile === null
            ? null
            : // Only a case file id is ever written into the cell.
              deposits.believed(caseFileView(records.record(document.caseFile as RecordId)))
        return { document, caseFile, page: hit.page, snippet: [...hit.snippet] }
      })
    },
  }
}

function overview(records: Records, deposits: DepositDesk): Overview {
  const states = records.records('case').map((record) => deposits.believed(caseFileView(record)).state)
  const count = (state: CaseState): number => states.filter((other) => other === state).length
  const documents = allDocuments(records)
  const sources = records.records('batch').flatMap((record) => batchView(record).sources)
  return {
    planEntries: records.records('plan').length,
    openFiles: count('open'),
    closedFiles: count('closed'),
    depositedFiles: count('deposited'),
    returnedFiles: count('returned'),
    acceptedFiles: count('accepted'),
    documentsToReview: documents.filter((document) => isRead(document) && !document.isAccepted).length,
    documentsToFile: documents.filter((document) => document.isAccepted && document.caseFile === null).length,
    pagesToRead: documents.reduce(
      (sum, document) =>
        sum +
        document.pages.filter((page) => !(page.id in document.texts || page.id in document.unread)).length,
      0,
    ),
    refusedSources: sources.filter((source) => source.outcome.kind === 'refused').length,
  }
}
