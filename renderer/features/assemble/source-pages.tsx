import { ScanLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Document } from '../../../domain/records/document.ts'
import { useApp } from '../../app-store.ts'
import { documentName } from '../../parts/names.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import type { PageDesk, PageGoal } from '../../state/assemble-state.ts'
import { Button } from '../../ui/button.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import styles from './assemble.module.css'
import { PageRow } from './page-row.tsx'

/** Where pages come from, and which: of a document that was just taken in, or of any that is near. */
export function SourcePages({ desk, goal }: { readonly desk: PageDesk; readonly goal: PageGoal }) {
  const { t } = useTranslation()
  const sources = useApp((state) => state.pageSources)
  const seek = useApp((state) => state.seekPages)
  const put = useApp((state) => state.putPages)
  const scan = useApp((state) => state.scanPages)
  const take = useApp((state) => state.takePage)
  const isBusy = useApp((state) => state.isAssembling)
  const { source, taken } = desk
  return (
    <section aria-label={t('pages.source')} className={styles['source']}>
      <p className={styles['note']}>
        {t(goal.kind === 'insert' ? 'pages.insert-lead' : 'pages.replace-lead')}
      </p>
      <RemoteView remote={sources} loadingText={t('pages.loading-sources')}>
        {({ rows }) => <SourceBox documents={rows} source={source} />}
      </RemoteView>
      {source === null ? null : (
        <PageRow
          label={t('pages.source-pages')}
          document={source}
          pages={source.pages}
          isChosen={({ id }) => taken.includes(id)}
          onChoose={({ id }) => take(id, !taken.includes(id))}
        />
      )}
      <div className={styles['row']}>
        <Button onPress={() => void seek(null)}>{t('common.cancel')}</Button>
        <Button icon={<ScanLine />} isDisabled={isBusy} onPress={() => void scan()}>
          {t('pages.scan')}
        </Button>
        <Button kind="primary" isDisabled={isBusy || taken.length === 0} onPress={() => void put()}>
          {t(goal.kind === 'insert' ? 'pages.insert-do' : 'pages.replace-do', { count: taken.length })}
        </Button>
      </div>
    </section>
  )
}

function SourceBox({
  documents,
  source,
}: {
  readonly documents: readonly Document[]
  readonly source: Document | null
}) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const choose = useApp((state) => state.chooseSource)
  if (documents.length === 0) return <p>{t('pages.no-source')}</p>
  const labelOf = (document: Document): string =>
    t('assemble.merge-row', { name: documentName(t, authority, document), count: document.pages.length })
  return (
    <ComboBox
      label={t('pages.source')}
      openLabel={t('pages.open-sources')}
      options={documents.map((document) => ({ id: document.id, label: labelOf(document) }))}
      selected={source?.id ?? null}
      selectedLabel={source === null ? '' : labelOf(source)}
      matches={({ label }, typed) => label.toLowerCase().includes(typed.toLowerCase().trim())}
      moreText={(count) => (count === 0 ? t('common.nothing-found') : t('common.more', { count }))}
      onSelect={(id) => choose(documents.find((document) => document.id === id) ?? null)}
    />
  )
}
