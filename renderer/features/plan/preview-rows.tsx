import { CircleCheck, CircleX, ListTree } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { IssuerPreview, PlanPreview } from '../../../domain/plan-api.ts'
import { Badge } from '../../ui/badge.tsx'
import { Table, type TableColumn } from '../../ui/table.tsx'
import styles from './plan.module.css'

type Row = PlanPreview['rows'][number] | IssuerPreview['rows'][number]

/** What would become of every row of a file, in its order. */
export function PreviewRows({
  preview: { rows, taken, refused },
}: {
  readonly preview: Pick<PlanPreview | IssuerPreview, 'taken' | 'refused'> & { readonly rows: readonly Row[] }
}) {
  const { t } = useTranslation()
  const columns: readonly TableColumn<Row>[] = [
    { id: 'row', name: t('plan.import-row'), width: '60px', render: ({ number }) => number },
    { id: 'text', name: t('plan.import-text'), render: ({ text }) => text },
    { id: 'what', name: t('plan.import-what'), width: '32%', render: (row) => <Outcome row={row} /> },
  ]
  return (
    <>
      <p>{t('plan.import-counts', { count: taken + refused, taken, refused })}</p>
      <div className={styles['rows']}>
        <Table
          label={t('plan.import-rows')}
          columns={columns}
          rows={rows}
          rowId={({ number }) => String(number)}
          rowText={({ text }) => text}
          empty={t('plan.import-none')}
        />
      </div>
    </>
  )
}

function Outcome({ row }: { readonly row: Row }) {
  const { t } = useTranslation()
  switch (row.kind) {
    case 'heading':
      return <Badge icon={<ListTree />}>{t('plan.import-heading')}</Badge>
    case 'taken':
      return (
        <Badge tone="ok" icon={<CircleCheck />}>
          {t('plan.import-taken')}
        </Badge>
      )
    case 'refused':
      return (
        <Badge tone="danger" icon={<CircleX />}>
          {t(`plan.refusal.${row.reason}`)}
        </Badge>
      )
  }
}
