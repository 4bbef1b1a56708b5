import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FaultReport } from '../../../domain/fault.ts'
import { ProgressTarget } from '../../../domain/progress.ts'
import { useApp } from '../../app-store.ts'
import { DraftBanner } from '../../parts/draft-banner.tsx'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { fillBoxes, useDraft } from '../../parts/use-draft.ts'
import { readyValue } from '../../state/attempt.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './progress.module.css'

/** What share is to be reached by when. */
export function TargetDialog() {
  const { t } = useTranslation()
  const now = useApp((state) => readyValue(state.progress)?.target)
  const close = useApp((state) => state.closeDialog)
  const save = useApp((state) => state.setTarget)
  const [percent, setPercent] = useState(now === undefined ? '30' : String(Math.round(now.share * 100)))
  const [day, setDay] = useState(now?.by.split('-').reverse().join('/') ?? '')
  const draft = useDraft('dialog:target', {
    values: { percent, day },
    onTake: fillBoxes({ percent: setPercent, day: setDay }),
  })
  const [fault, setFault] = useState<FaultReport | null>(null)
  const typed = ProgressTarget.safeParse({
    share: Number(percent.replace(',', '.')) / 100,
    by: day.trim().split('/').reverse().join('-'),
  })
  return (
    <Dialog
      title={t('progress.set-target')}
      closeLabel={t('common.close')}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('common.cancel')}</Button>
          <Button
            kind="primary"
            isDisabled={!typed.success}
            onPress={() => {
              if (typed.success) void save(typed.data).then(setFault)
            }}
          >
            {t('progress.save')}
          </Button>
        </>
      }
    >
      <div className={styles['progress']}>
        <DraftBanner draft={draft} />
        <TextField label={t('progress.share')} value={percent} onChange={setPercent} />
        <TextField label={t('progress.by-day')} value={day} onChange={setDay} />
        {fault === null ? null : <FaultBanner fault={fault} />}
      </div>
    </Dialog>
  )
}
