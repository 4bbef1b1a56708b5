import { Building2, FileUp, Pencil, Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Issuer } from '../../../domain/records/issuer.ts'
import { useApp } from '../../app-store.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { formatDate } from '../../state/date-text.ts'
import { isAllowed } from '../../state/rights.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Table, type TableColumn } from '../../ui/table.tsx'
import styles from './plan.module.css'

/** The bodies that issue documents, those that are no more among them. */
export function IssuersTab() {
  const { t } = useTranslation()
  const issuers = useApp((state) => state.issuers)
  return (
    <RemoteView remote={issuers} loadingText={t('plan.issuers-loading')}>
      {(value) => <IssuerTable issuers={value} />}
    </RemoteView>
  )
}

function IssuerTable({ issuers }: { readonly issuers: readonly Issuer[] }) {
  const { t } = useTranslation()
  const canEdit = useApp((state) => isAllowed(state, 'addIssuer'))
  const title = t('plan.issuers-title', { count: issuers.length })
  const nameOf = (id: string | null): string => issuers.find((issuer) => issuer.id === id)?.name ?? ''
  const columns: readonly TableColumn<Issuer>[] = [
    {
      id: 'name',
      name: t('plan.issuer-name'),
      render: ({ name, aliases }) => (
        <>
          {name}
          {aliases.length === 0 ? null : <div className={styles['note']}>{aliases.join('; ')}</div>}
        </>
      ),
    },
    { id: 'code', name: t('plan.agency-code'), width: '130px', render: ({ code }) => code },
    {
      id: 'dates',
      name: t('plan.issuer-dates'),
      width: '190px',
      render: (issuer) => <Dates issuer={issuer} />,
    },
    {
      id: 'successor',
      name: t('plan.issuer-successor'),
      width: '24%',
      render: ({ successor }) => nameOf(successor),
    },
  ]
  const tools: TableColumn<Issuer> = {
    id: 'tools',
    name: t('plan.column.tools'),
    width: '100px',
    render: (issuer) => <IssuerTools issuer={issuer} />,
  }
  return (
    <Panel title={title} isFlush actions={canEdit ? <ListTools /> : null}>
      {issuers.length === 0 ? (
        <EmptyState icon={<Building2 />} title={t('plan.issuers-empty')}>
          {t('plan.issuers-empty-text')}
        </EmptyState>
      ) : (
        <Table
          label={title}
          columns={canEdit ? [...columns, tools] : columns}
          rows={issuers}
          rowId={({ id }) => id}
          rowText={({ name }) => name}
          empty={t('common.none')}
        />
      )}
    </Panel>
  )
}

function ListTools() {
  const { t } = useTranslation()
  const openForm = useApp((state) => state.openPlanForm)
  const choose = useApp((state) => state.chooseIssuerFile)
  return (
    <span className={styles['tools']}>
      <Button size="small" icon={<Plus />} onPress={() => openForm({ kind: 'issuer', issuer: null })}>
        {t('plan.issuer-add')}
      </Button>
      <Button size="small" icon={<FileUp />} onPress={() => void choose()}>
        {t('plan.issuer-import')}
      </Button>
    </span>
  )
}

function Dates({ issuer: { validFrom, validTo } }: { readonly issuer: Issuer }) {
  const { t } = useTranslation()
  if (validFrom === null && validTo === null) return null
  if (validTo === null) return t('plan.valid-from', { from: formatDate(validFrom ?? '') })
  if (validFrom === null) return t('plan.valid-to', { to: formatDate(validTo) })
  return t('plan.valid-span', { from: formatDate(validFrom), to: formatDate(validTo) })
}

function IssuerTools({ issuer }: { readonly issuer: Issuer }) {
  const { t } = useTranslation()
  const openForm = useApp((state) => state.openPlanForm)
  const remove = useApp((state) => state.removeIssuer)
  const { name } = issuer
  return (
    <span className={styles['tools']}>
      <IconButton
        label={t('plan.issuer-edit', { name })}
        icon={<Pencil />}
        onPress={() => openForm({ kind: 'issuer', issuer })}
      />
      <IconButton
        label={t('plan.issuer-remove', { name })}
        icon={<Trash2 />}
        onPress={() => void remove(issuer)}
      />
    </span>
  )
}
