import { ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './secret.module.css'

/** Asked before each batch: Enter states that no file is marked as a state secret, and takes the files in. */
export function StatementDialog({ paths }: { readonly paths: readonly string[] }) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const take = useApp((state) => state.takeFiles)
  const count = paths.length
  return (
    <Dialog
      title={t('statement.title', { count })}
      closeLabel={t('common.close')}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('common.cancel')}</Button>
          <Button kind="primary" autoFocus onPress={() => void take(paths)}>
            {t('statement.confirm', { count })}
          </Button>
        </>
      }
    >
      <p className={styles['statement']}>
        <ShieldCheck aria-hidden="true" />
        <strong>{t('statement.words')}</strong>
      </p>
      <p>{t('statement.why')}</p>
      <p className={styles['soft']}>{t('statement.look')}</p>
    </Dialog>
  )
}
