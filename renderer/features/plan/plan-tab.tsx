import { Copy, FileDown, FileUp, FolderPlus, ListTree, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PlanSheet } from '../../../domain/plan-api.ts'
import { fondsYears } from '../../../domain/plan-rules.ts'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { RemoteView } from '../../parts/remote-view.tsx'
import { readyValue } from '../../state/attempt.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Select } from '../../ui/select.tsx'
import { AdditionsPanel } from './additions-panel.tsx'
import { ApprovalBanner } from './approval-banner.tsx'
import { ClashPanel } from './clash-panel.tsx'
import styles from './plan.module.css'
import { PlanTable } from './plan-table.tsx'

/** The plan of one fonds and year. */
export function PlanTab() {
  const { t } = useTranslation()
  const sheet = useApp((state) => state.sheet)
  const planned = useApp((state) => readyValue(state.overview)?.planEntries ?? 0)
  return (
    <RemoteView remote={sheet} loadingText={t('plan.loading', { count: planned })}>
      {(value) => <Sheet key={`${value.fonds.id} ${value.year}`} sheet={value} />}
    </RemoteView>
  )
}

function Sheet({ sheet }: { readonly sheet: PlanSheet }) {
  const { t } = useTranslation()
  const edited = useApp((state) => state.editedEntry)
  const title = t('plan.title', { year: sheet.year, count: sheet.entries.length })
  const isEmpty = sheet.entries.length === 0 && edited === null
  return (
    <>
      <SheetFilter sheet={sheet} />
      <ApprovalBanner sheet={sheet} />
      <ClashPanel />
      <Panel
        title={title}
        isFlush
        actions={
          <div className={styles['tools']}>
            <CommandButton id="add-entry" size="small" icon={<Plus />} />
            <CommandButton id="copy-plan" size="small" icon={<Copy />} />
            <CommandButton id="import-plan" size="small" icon={<FileUp />} />
            <CommandButton id="export-plan" size="small" icon={<FileDown />} />
          </div>
        }
      >
        {isEmpty ? (
          <EmptyState icon={<ListTree />} title={t('plan.empty', { year: sheet.year })}>
            {t('plan.empty-text')}
          </EmptyState>
        ) : (
          <PlanTable label={title} sheet={sheet} />
        )}
      </Panel>
      <AdditionsPanel sheet={sheet} />
    </>
  )
}

/** Years back that are offered where nobody said when a fonds began. */
const YEARS_BACK = 40

function yearsOf({ fonds, years, year }: PlanSheet): readonly number[] {
  const [first, last] = fondsYears(fonds)
  const latest = Math.min(last, Math.max(year, ...years) + 1)
  const from = Math.max(first, latest - YEARS_BACK)
  const range = Array.from({ length: Math.max(0, latest - from + 1) }, (_, at) => latest - at)
  return [...new Set([...range, ...years, year])].sort((a, b) => b - a)
}

function SheetFilter({ sheet }: { readonly sheet: PlanSheet }) {
  const { t } = useTranslation()
  const fonds = useApp((state) => readyValue(state.fondsRows))
  const show = useApp((state) => state.showSheet)
  const planned = new Set(sheet.years)
  const names = fonds ?? [{ fonds: sheet.fonds }]
  return (
    <div className={styles['filter']}>
      <Select
        label={t('plan.fonds')}
        placeholder={t('plan.fonds')}
        selected={sheet.fonds.id}
        options={names.map(({ fonds: { id, agencyName, isOpen } }) => ({
          id,
          label: isOpen ? agencyName : t('plan.fonds-closed', { name: agencyName }),
        }))}
        onSelect={(id) => show(id, null)}
      />
      <Select
        label={t('plan.year')}
        placeholder={t('plan.year')}
        selected={String(sheet.year)}
        options={yearsOf(sheet).map((year) => ({
          id: String(year),
          label: String(year),
          ...(planned.has(year) ? { detail: t('plan.year-planned') } : {}),
        }))}
        onSelect={(year) => show(sheet.fonds.id, Number(year))}
      />
      <div className={styles['tools']}>
        <CommandButton id="open-outside" icon={<FolderPlus />} />
      </div>
    </div>
  )
}
