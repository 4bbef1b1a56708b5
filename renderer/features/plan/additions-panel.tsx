import { useTranslation } from 'react-i18next'
import type { PlanSheet, SheetEntry } from '../../../domain/plan-api.ts'
import { formatInstant } from '../../state/date-text.ts'
import { Panel } from '../../ui/panel.tsx'
import { Table, type TableColumn } from '../../ui/table.tsx'

/** What came into the plan after it was approved, with who put it in and when. */
export function AdditionsPanel({ sheet }: { readonly sheet: PlanSheet }) {
  const { t } = useTranslation()
  const additions = sheet.entries.filter(({ added }) => added !== null)
  if (additions.length === 0) return null
  const title = t('plan.additions', { count: additions.length })
  const columns: readonly TableColumn<SheetEntry>[] = [
    {
      id: 'notation',
      name: t('plan.column.notation'),
      width: '120px',
      render: ({ entry }) => entry.notation,
    },
    { id: 'title', name: t('plan.column.title'), render: ({ entry }) => entry.title },
    { id: 'by', name: t('plan.added-by'), width: '22%', render: ({ added }) => added?.by ?? '' },
    {
      id: 'at',
      name: t('plan.added-at'),
      width: '160px',
      render: ({ added }) => formatInstant(added?.at ?? ''),
    },
  ]
  return (
    <Panel title={title} isFlush>
      <Table
        label={title}
        columns={columns}
        rows={additions}
        rowId={({ entry }) => entry.id}
        rowText={({ entry }) => `${entry.notation} ${entry.title}`}
        empty={t('common.none')}
      />
    </Panel>
  )
}
