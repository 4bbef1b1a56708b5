import type { DeskApi } from '../../domain/api.ts'
import type { DocumentStage } from '../../domain/catalogue.ts'
import type { Overview } from '../../domain/overview.ts'
import type { CaseState } from '../../domain/records/case-file.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { DepositDesk } from './deposit-desk.ts'
import type { Records } from './ports.ts'

interface OverviewPorts {
  readonly records: Pick<Records, 'catalogue'>
  readonly deposits: Pick<DepositDesk, 'doubted'>
}

/** What stands where. */
export function overviewHandlers(ports: OverviewPorts): Handlers<Pick<DeskApi, 'overview'>> {
  return { overview: async () => overview(ports) }
}

function overview({ records: { catalogue }, deposits }: OverviewPorts): Overview {
  const files = catalogue.stages('case')
  const documents = catalogue.stages('doc')
  const filesIn = (state: CaseState): number => files.get(state)?.records ?? 0
  const documentsAt = (stage: DocumentStage): number => documents.get(stage)?.records ?? 0
  const sum = (counts: Iterable<number>): number => [...counts].reduce((total, count) => total + count, 0)
  const doubted = sum(deposits.doubted().values())
  return {
    planEntries: catalogue.count({ kind: 'plan' }),
    openFiles: filesIn('open'),
    closedFiles: filesIn('closed'),
    depositedFiles: filesIn('deposited') + doubted,
    returnedFiles: filesIn('returned'),
    acceptedFiles: filesIn('accepted') - doubted,
    documentsToReview: documentsAt('to-review'),
    documentsToFile: documentsAt('to-file'),
    pagesToRead: sum(
      [...documents.values()].map(({ pages, pagesRead, pagesUnread }) => pages - pagesRead - pagesUnread),
    ),
    refusedSources: sum([...catalogue.stages('batch').values()].map(({ refused }) => refused)),
  }
}
