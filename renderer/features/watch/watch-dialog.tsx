import { FolderOpen, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FaultReport } from '../../../domain/fault.ts'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { readyValue } from '../../state/attempt.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './watch.module.css'

/** Chooses the folder; switching it on states that what comes there is no state secret. */
export function WatchDialog() {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const known = useApp((state) => readyValue(state.watch))
  const choose = useApp((state) => state.chooseWatched)
  const start = useApp((state) => state.startWatch)
  const [chosen, setChosen] = useState<string | null>(null)
  const [subfolders, setSubfolders] = useState<boolean | null>(null)
  const [fault, setFault] = useState<FaultReport | null>(null)
  const folder = chosen ?? known?.folder ?? null
  const hasSubfolders = subfolders ?? known?.hasSubfolders ?? false
  return (
    <Dialog
      title={t('watch.title')}
      closeLabel={t('common.close')}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('common.cancel')}</Button>
          <Button
            kind="primary"
            isDisabled={folder === null}
            onPress={() => void start(folder ?? '', hasSubfolders).then(setFault)}
          >
            {t('watch.start')}
          </Button>
        </>
      }
    >
      <p>{t('watch.lead')}</p>
      <div className={styles['choice']}>
        <p className={styles['folder']}>
          <FolderOpen aria-hidden="true" />
          {folder ?? t('watch.folder-none')}
        </p>
        <Button
          autoFocus={folder === null}
          onPress={() => void choose().then((found) => found && setChosen(found))}
        >
          {t('watch.choose')}
        </Button>
      </div>
      <Checkbox isChecked={hasSubfolders} onChange={setSubfolders}>
        {t('watch.subfolders')}
      </Checkbox>
      <p className={styles['stated']}>
        <ShieldCheck aria-hidden="true" />
        <strong>{t('watch.statement')}</strong>
      </p>
      <p className={styles['soft']}>{t('watch.why')}</p>
      {fault === null ? null : <FaultBanner fault={fault} />}
    </Dialog>
  )
}
