import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { scanSession } from '../../state/scan-slice.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './scan.module.css'

/** A sheet looks stamped as a state secret: somebody looks at the paper and decides before anything goes on. */
export function ScanSecret() {
  const { t } = useTranslation()
  const stop = useApp((state) => scanSession(state)?.stop ?? null)
  const decide = useApp((state) => state.decideScan)
  const isAsking = useApp((state) => state.scanForm.isAsking)
  if (stop === null) return null
  const level = t(`secret.level.${stop.level}`)
  return (
    <Banner tone="error" title={t('secret.title')}>
      <p>{t('scan.secret-lead', { number: stop.number })}</p>
      <p>
        {t('secret.seen')}: {t(`secret.${stop.by}`, { level })}
      </p>
      <p>{t('secret.step-paper')}</p>
      <div className={styles['row']}>
        <Button kind="primary" autoFocus isDisabled={isAsking} onPress={() => void decide(true)}>
          {t('secret.is-secret')}
        </Button>
        <Button isDisabled={isAsking} onPress={() => void decide(false)}>
          {t('secret.is-not')}
        </Button>
      </div>
    </Banner>
  )
}
