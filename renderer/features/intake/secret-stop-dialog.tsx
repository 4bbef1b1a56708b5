import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IntakeStop } from '../../../domain/intake-api.ts'
import { useApp } from '../../app-store.ts'
import { readyValue } from '../../state/attempt.ts'
import { isAllowed } from '../../state/rights.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts } from '../../ui/facts.tsx'
import styles from './secret.module.css'

/** Where the intake stands still: first what the paper says is decided, then the rest goes on. */
export function SecretStopDialog() {
  const state = useApp((app) => readyValue(app.intakeState))
  if (state === null) return null
  return state.stop === null ? <HeldStep waiting={state.waiting} /> : <DecideStep stop={state.stop} />
}

function DecideStep({ stop }: { readonly stop: IntakeStop }) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const decide = useApp((state) => state.decideSecret)
  const canDecide = useApp((state) => isAllowed(state, 'decideSecret'))
  const [isWorking, setIsWorking] = useState(false)
  const answer = (isSecret: boolean): void => {
    setIsWorking(true)
    void decide(isSecret).finally(() => setIsWorking(false))
  }
  const level = t(`secret.level.${stop.level}`)
  return (
    <Dialog
      title={t('secret.title')}
      closeLabel={t('secret.later')}
      width="wide"
      onClose={close}
      actions={
        <>
          <Button isDisabled={!canDecide || isWorking} onPress={() => answer(false)}>
            {t('secret.is-not')}
          </Button>
          <Button kind="primary" autoFocus isDisabled={!canDecide || isWorking} onPress={() => answer(true)}>
            {t('secret.is-secret')}
          </Button>
        </>
      }
    >
      <p>{t('secret.lead')}</p>
      <Facts
        facts={[
          { name: t('secret.file'), value: stop.fileName, isWide: true },
          { name: t('secret.page'), value: String(stop.page + 1) },
          { name: t('secret.seen'), value: t(`secret.${stop.by}`, { level }), isWide: true },
        ]}
      />
      <section className={styles['steps']}>
        <h3 className={styles['stepsTitle']}>{t('secret.what-to-do')}</h3>
        <ol>
          <li>{t('secret.step-paper')}</li>
          <li>{t('secret.step-file')}</li>
          <li>{t('secret.step-log')}</li>
        </ol>
      </section>
      <p className={styles['soft']}>{t('secret.is-not-note')}</p>
    </Dialog>
  )
}

function HeldStep({ waiting }: { readonly waiting: number }) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const goOn = useApp((state) => state.continueIntake)
  const canGoOn = useApp((state) => isAllowed(state, 'continueIntake'))
  return (
    <Dialog
      title={t('secret.held-title')}
      closeLabel={t('secret.later')}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('secret.later')}</Button>
          <Button kind="primary" autoFocus isDisabled={!canGoOn} onPress={() => void goOn()}>
            {t('secret.continue')}
          </Button>
        </>
      }
    >
      <p>{t('secret.held-lead')}</p>
      <p className={styles['soft']}>{t('secret.held-waiting', { count: waiting })}</p>
    </Dialog>
  )
}
