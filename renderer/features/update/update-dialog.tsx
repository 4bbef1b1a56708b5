import { FolderOpen, PackageCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import type { UpdateStep } from '../../state/update-slice.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './update.module.css'
import { UpdateOfferView } from './update-offer.tsx'
import { UpdateOutcomeView } from './update-outcome.tsx'
import { UpdateProgress } from './update-progress.tsx'

/** Takes an update file: checked, explained, and installed only when somebody says so. */
export function UpdateDialog() {
  const { t } = useTranslation()
  const step = useApp((state) => state.updateStep)
  const close = useApp((state) => state.closeDialog)
  const stop = useApp((state) => state.stopUpdate)
  const leave = (): void => {
    // What is being installed cannot be left; its dialog comes back with the outcome.
    if (step.kind === 'installing') return
    if (step.kind === 'checking') void stop()
    close()
  }
  return (
    <Dialog
      title={t('update.dialog')}
      closeLabel={t('common.close')}
      onClose={leave}
      actions={<Actions step={step} onClose={leave} />}
    >
      <div className={styles['body']}>
        <Step step={step} />
      </div>
    </Dialog>
  )
}

function Actions({ step, onClose }: { readonly step: UpdateStep; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const choose = useApp((state) => state.chooseUpdate)
  const install = useApp((state) => state.installUpdate)
  const stop = useApp((state) => state.stopUpdate)
  if (step.kind === 'installing') {
    const canStop = step.progress === null || step.progress.step === 'copying'
    return (
      <Button isDisabled={!canStop} onPress={() => void stop()}>
        {t('update.stop')}
      </Button>
    )
  }
  if (step.kind === 'done') return <Button onPress={onClose}>{t('common.close')}</Button>
  const isOffered = step.kind === 'offered'
  return (
    <>
      <Button onPress={onClose}>{step.kind === 'checking' ? t('update.stop') : t('common.close')}</Button>
      <Button
        kind={isOffered ? 'secondary' : 'primary'}
        icon={<FolderOpen />}
        isDisabled={step.kind === 'checking'}
        onPress={() => void choose()}
      >
        {t(step.kind === 'choose' ? 'update.choose' : 'update.choose-other')}
      </Button>
      {isOffered ? (
        <Button kind="primary" icon={<PackageCheck />} onPress={() => void install(step.offer.path)}>
          {t(step.offer.way === 'by-hand' ? 'update.lay-down' : 'update.install', {
            version: step.offer.version,
          })}
        </Button>
      ) : null}
    </>
  )
}

function Step({ step }: { readonly step: UpdateStep }) {
  const { t } = useTranslation()
  switch (step.kind) {
    case 'choose':
      return (
        <>
          <p>{t('update.choose-note')}</p>
          <p className={styles['small']}>{t('update.choose-safe')}</p>
        </>
      )
    case 'checking':
    case 'installing':
      return <UpdateProgress step={step} />
    case 'offered':
      return <UpdateOfferView offer={step.offer} />
    case 'done':
      return <UpdateOutcomeView outcome={step.outcome} />
    case 'failed':
      return (
        <>
          <FaultBanner fault={step.fault} />
          <p className={styles['small']}>{t('update.unchanged')}</p>
          <p className={styles['small']}>{step.path}</p>
        </>
      )
  }
}
