import type { Authority } from '../../../domain/authority.ts'
import type { ListApi } from '../../../domain/list-api.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import type { DepositDesk } from '../deposit-desk.ts'
import type { Records, Surroundings } from '../ports.ts'
import { editChosen, previewEdit } from './edit-chosen.ts'
import { exportChosen } from './export-chosen.ts'
import { caseRow, documentRow } from './listed-rows.ts'

interface ListDeskPorts {
  readonly records: Records
  readonly deposits: Pick<DepositDesk, 'believed' | 'doubted'>
  readonly authority: () => Authority
  readonly surroundings: Pick<Surroundings, 'clock'>
}

/** Most values that are offered to narrow a list by. */
const MOST_CHOICES = 200

/** The long lists of case files and documents, and what is done with many rows of them at once. */
export function listHandlers({
  records,
  deposits,
  authority,
  surroundings,
}: ListDeskPorts): Handlers<ListApi> {
  const { lists } = records.catalogue
  const doubted = (): readonly string[] => [...deposits.doubted().keys()]
  const ports = { records, authority, surroundings, doubted, believed: deposits.believed }
  const choices = (...[list, column]: Parameters<typeof lists.values>) =>
    lists
      .values(list, column)
      .filter(([value]) => value !== '')
      .slice(0, MOST_CHOICES)
      .map(([value, rows]) => ({ value, rows }))
  return {
    caseList: async ({ query, ...span }) => {
      const { rows, total } = await lists.rows({ query, doubted: doubted(), ...span })
      return { rows: rows.map((row) => caseRow(records, row, deposits.believed)), total }
    },
    documentList: async ({ query, ...span }) => {
      const { rows, total } = await lists.rows({ query, doubted: [], ...span })
      return { rows: rows.map((row) => documentRow(records, row)), total }
    },
    listIds: async ({ query, offset, limit }) => [
      ...(await lists.ids({ query, doubted: doubted(), offset, limit })),
    ],
    listPlace: async ({ query, begins }) => {
      const index = await lists.place({ query, doubted: doubted() }, begins)
      return index === null ? null : { index }
    },
    listChoices: async ({ list }) => ({
      years: lists
        .values(list, 'year')
        .map(([year]) => Number(year))
        .sort((a, b) => b - a),
      makers: list === 'cases' ? choices('cases', 'maker') : [],
      retentions: list === 'cases' ? choices('cases', 'retention') : [],
      types: list === 'documents' ? choices('documents', 'type') : [],
    }),
    previewListEdit: (wanted) => previewEdit(ports, wanted),
    editList: (wanted) => editChosen(ports, wanted),
    exportList: (wanted) => exportChosen(ports, wanted),
  }
}
