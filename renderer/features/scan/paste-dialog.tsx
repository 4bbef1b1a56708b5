import { ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './scan.module.css'

/** Asked before pictures from the clipboard are taken in, as before each batch. */
export function PasteDialog({ pictures }: { readonly pictures: readonly File[] }) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const paste = useApp((state) => state.pastePictures)
  const count = pictures.length
  return (
    <Dialog
      title={t('paste.title', { count })}
      closeLabel={t('common.close')}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('common.cancel')}</Button>
          <Button kind="primary" autoFocus onPress={() => void paste(pictures)}>
            {t('paste.confirm', { count })}
          </Button>
        </>
      }
    >
      <p className={styles['stated']}>
        <ShieldCheck aria-hidden="true" />
        <strong>{t('statement.words')}</strong>
      </p>
      <p>{t('statement.why')}</p>
      <p className={styles['note']}>{t('paste.note')}</p>
    </Dialog>
  )
}
