import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuthorityState } from '../../../domain/authority-api.ts'
import type { ExportProfile, ProfileElement } from '../../../domain/export-profile.ts'
import { useApp } from '../../app-store.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { isAllowed } from '../../state/rights.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Select } from '../../ui/select.tsx'
import { Table, type TableColumn } from '../../ui/table.tsx'
import styles from './authority.module.css'

/** After which circular case files are described and handed over, and what it wants. */
export function ProfilePanel() {
  const { t } = useTranslation()
  const law = useApp((state) => state.law)
  return (
    <Panel title={t('profile.title')}>
      <RemoteView remote={law} loadingText={t('law.loading')}>
        {(value) => <Profile law={value} />}
      </RemoteView>
    </Panel>
  )
}

function Profile({ law: { profile: chosen, profiles } }: { readonly law: AuthorityState }) {
  const { t } = useTranslation()
  const choose = useApp((state) => state.chooseProfile)
  const mayChoose = useApp((state) => isAllowed(state, 'chooseProfile'))
  const profile = profiles.find(({ id }) => id === chosen)
  if (profile === undefined) return null
  return (
    <div className={styles['profile']}>
      <p className={styles['note']}>{t('profile.lead')}</p>
      {mayChoose ? (
        <Select
          label={t('profile.choice')}
          placeholder={profile.name}
          selected={chosen}
          options={profiles.map(({ id, name }) => ({ id, label: name }))}
          onSelect={(id) => void choose(id, profiles.find((known) => known.id === id)?.name ?? id)}
        />
      ) : null}
      <Facts
        facts={[
          { name: t('profile.name'), value: profile.name },
          { name: t('profile.dates'), value: profile.dateFormat },
          { name: t('profile.file-code'), value: profile.fileCode },
          { name: t('profile.document-code'), value: profile.documentCode },
        ]}
      />
      <Elements profile={profile} part="caseFile" />
      <Elements profile={profile} part="document" />
    </div>
  )
}

function Elements({
  profile,
  part,
}: {
  readonly profile: ExportProfile
  readonly part: 'caseFile' | 'document'
}) {
  const { t } = useTranslation()
  const [isShown, setIsShown] = useState(false)
  const elements = profile[part]
  const labelOf = (name: string): string => elements.find((known) => known.name === name)?.label ?? name
  const requiredText = ({ required, when }: ProfileElement): string =>
    when === null
      ? t(required === 'yes' ? 'profile.yes' : 'profile.no')
      : t('profile.when', { element: labelOf(when.element), values: when.equals.join(', ') })
  const columns: readonly TableColumn<ProfileElement>[] = [
    { id: 'label', name: t('profile.element'), render: ({ label }) => label },
    { id: 'name', name: t('profile.element-name'), width: '22%', render: ({ name }) => name },
    {
      id: 'length',
      name: t('profile.length'),
      width: '13%',
      align: 'end',
      render: ({ maxLength }) => maxLength ?? t('common.none'),
    },
    { id: 'required', name: t('profile.required'), width: '28%', render: requiredText },
  ]
  const title = t(`profile.elements.${part}`, { count: elements.length })
  return (
    <Disclosure title={title} onOpen={() => setIsShown(true)}>
      {isShown ? (
        <Table
          label={title}
          columns={columns}
          rows={elements}
          rowId={({ name }) => name}
          rowText={({ label }) => label}
          empty={t('common.none')}
        />
      ) : null}
    </Disclosure>
  )
}
