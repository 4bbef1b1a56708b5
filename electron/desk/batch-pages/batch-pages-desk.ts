import type { BatchPagesApi, BinnedPage } from '../../../domain/batch-pages-api.ts'
import { patchSheet } from '../../../domain/labels.ts'
import type { RecordId } from '../../../domain/op.ts'
import { binnedPages } from '../../../domain/page-layout.ts'
import { turnOf } from '../../../domain/page-turn.ts'
import { documentView } from '../../../domain/records/document.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { createLabelPrinter, type LabelPorts } from '../assemble/label-handlers.ts'
import type { PageChangePorts } from '../assemble/page-change.ts'
import { openFonds } from '../first-records.ts'
import type { Intake } from '../intake.ts'
import type { Records } from '../ports.ts'
import { allOfBatch } from './batch-documents.ts'
import { layHandlers } from './lay-handlers.ts'
import { quarantineHandlers } from './quarantine-handlers.ts'
import { separationHandlers } from './separation-handlers.ts'

interface BatchPagesPorts extends PageChangePorts, LabelPorts {
  readonly records: Records
  readonly intake: Pick<Intake, 'retryAll'>
}

/** The pages of a batch as they are put right before they are documents. */
export function batchPagesHandlers(ports: BatchPagesPorts): Handlers<BatchPagesApi> {
  const { records } = ports
  const print = createLabelPrinter(ports)
  return {
    ...layHandlers(ports),
    ...separationHandlers(ports),
    ...quarantineHandlers(records, ports.intake),
    batchBin: async ({ id, offset, limit }) => {
      const all = allOfBatch(records, id).flatMap((document) => binOf(records, document))
      return { rows: all.slice(offset, offset + limit), total: all.length }
    },
    printPatchSheets: async ({ count, folder }) => {
      const { agencyName } = openFonds(records)
      return print(
        folder,
        'to-phan-cach-t',
        Array.from({ length: count }, () => patchSheet(agencyName)),
      )
    },
  }
}

function binOf({ record }: Records, id: RecordId): readonly BinnedPage[] {
  const document = documentView(record(id))
  if (document.isolated !== undefined) return []
  return binnedPages(document).map((page) => ({ document: id, page, turn: turnOf(document, page.id) }))
}
