import { FileText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ManualBook } from '../../../domain/manual-book.ts'
import { useApp } from '../../app-store.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import type { OpenManual } from '../../state/manual-slice.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './manual.module.css'
import { ManualContents } from './manual-contents.tsx'
import { ManualHits } from './manual-hits.tsx'
import { ManualPage } from './manual-page.tsx'

/** The manual: its contents or what was found in it on the left, a chapter on the right. */
export function ManualDialog({ manual }: { readonly manual: OpenManual }) {
  const { t } = useTranslation()
  const book = useApp((state) => state.manualBook)
  const load = useApp((state) => state.loadManual)
  const close = useApp((state) => state.closeManual)
  const openFile = useApp((state) => state.openManualFile)
  return (
    <Dialog
      title={t('manual.title')}
      closeLabel={t('common.close')}
      width="full"
      onClose={close}
      actions={
        <>
          <Button icon={<FileText />} onPress={() => void openFile()}>
            {t('manual.print')}
          </Button>
          <Button kind="primary" onPress={close}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      {manual.file === null || manual.file === 'opened' ? null : (
        <Banner tone="warn" title={t(`manual.file-${manual.file}`)}>
          {t(`manual.file-${manual.file}-next`)}
        </Banner>
      )}
      <RemoteView remote={book} loadingText={t('manual.loading')} onRetry={load}>
        {(value) => <OpenBook book={value} manual={manual} />}
      </RemoteView>
    </Dialog>
  )
}

function OpenBook({ book, manual }: { readonly book: ManualBook; readonly manual: OpenManual }) {
  const { t } = useTranslation()
  const search = useApp((state) => state.searchManual)
  return (
    <div className={styles['book']}>
      <div className={styles['side']}>
        <TextField
          type="search"
          label={t('manual.find')}
          description={t('manual.find-hint')}
          value={manual.query}
          onChange={search}
          autoFocus
        />
        <div className={styles['list']}>
          {manual.query.trim() === '' ? (
            <ManualContents book={book} place={manual.place} />
          ) : (
            <ManualHits book={book} query={manual.query} />
          )}
        </div>
      </div>
      {manual.place === null ? null : <ManualPage book={book} place={manual.place} />}
    </div>
  )
}
