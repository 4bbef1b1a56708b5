import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RemovalReport } from '../../../domain/intake-api.ts'
import { useApp } from '../../app-store.ts'
import { formatInstant } from '../../state/date-text.ts'
import { isAllowed } from '../../state/rights.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './secret.module.css'

/** Leads through the removal of a state secret: whom to tell, what goes, and what the program cannot reach. */
export function IsolatedDialog({ id }: { readonly id: string }) {
  const [report, setReport] = useState<RemovalReport | null>(null)
  return report === null ? <ConfirmStep id={id} onRemoved={setReport} /> : <RemovedStep report={report} />
}

interface ConfirmStepProps {
  readonly id: string
  readonly onRemoved: (report: RemovalReport | null) => void
}

function ConfirmStep({ id, onRemoved }: ConfirmStepProps) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const remove = useApp((state) => state.removeIsolated)
  const release = useApp((state) => state.releaseIsolated)
  const mayAct = useApp((state) => isAllowed(state, 'removeIsolated'))
  const [isWorking, setIsWorking] = useState(false)
  const run = (work: Promise<unknown>): void => {
    setIsWorking(true)
    void work.finally(() => setIsWorking(false))
  }
  return (
    <Dialog
      title={t('isolated.dialog-title')}
      closeLabel={t('common.close')}
      width="wide"
      onClose={close}
      actions={
        <>
          <Button kind="quiet" isDisabled={!mayAct || isWorking} onPress={() => run(release(id))}>
            {t('isolated.release')}
          </Button>
          <Button autoFocus onPress={close}>
            {t('common.cancel')}
          </Button>
          <Button
            kind="danger"
            isDisabled={!mayAct || isWorking}
            onPress={() => run(remove(id).then(onRemoved))}
          >
            {t('isolated.remove')}
          </Button>
        </>
      }
    >
      <section className={styles['steps']}>
        <h3 className={styles['stepsTitle']}>{t('isolated.tell')}</h3>
        <ul>
          <li>{t('isolated.tell-head')}</li>
          <li>{t('isolated.tell-province')}</li>
        </ul>
      </section>
      <p>{t('isolated.will-remove')}</p>
      <p className={styles['soft']}>{t('isolated.wont-reach')}</p>
    </Dialog>
  )
}

function RemovedStep({ report }: { readonly report: RemovalReport }) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  return (
    <Dialog
      title={t('isolated.removed-title')}
      closeLabel={t('common.close')}
      onClose={close}
      actions={
        <Button kind="primary" autoFocus onPress={close}>
          {t('common.close')}
        </Button>
      }
    >
      <p>{t('isolated.removed-backups', { time: formatInstant(report.isolatedAt) })}</p>
      {report.keptFiles === 0 ? null : <p>{t('isolated.removed-kept', { count: report.keptFiles })}</p>}
      <p className={styles['soft']}>{t('isolated.removed-paper')}</p>
    </Dialog>
  )
}
