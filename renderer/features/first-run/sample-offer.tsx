import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FaultReport } from '../../../domain/fault.ts'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import styles from './first-run.module.css'

/** The way in for whoever wants to look around first: a vault of invented papers. */
export function SampleOffer() {
  const { t } = useTranslation()
  const trySample = useApp((state) => state.trySample)
  const isMaking = useApp((state) => state.isMakingSample)
  const [fault, setFault] = useState<FaultReport | null>(null)
  return (
    <section className={styles['sample']} aria-label={t('sample.offer')}>
      <div>
        <p className={styles['sampleTitle']}>{t('sample.offer')}</p>
        <p className={styles['note']}>{t('sample.offer-text')}</p>
      </div>
      {isMaking ? (
        <Spinner countText={t('sample.making')} />
      ) : (
        <Button icon={<FlaskConical />} onPress={() => void trySample().then(setFault)}>
          {t('sample.try')}
        </Button>
      )}
      {fault === null ? null : <FaultBanner fault={fault} />}
    </section>
  )
}
