import { FileUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { RemoteView } from '../../parts/remote-view.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { MoreButton } from '../../ui/more-button.tsx'
import { BatchPanel } from './batch-panel.tsx'
import styles from './intake.module.css'
import { IsolatedPanel } from './isolated-panel.tsx'
import { QuarantinePanel } from './quarantine-panel.tsx'
import { StopBanner } from './stop-banner.tsx'

/** Where scans come in: a place to drop them, and each batch with its pages as they arrive. */
export function IntakeScreen({ reading }: { readonly reading: ReactNode }) {
  const { t } = useTranslation()
  const batches = useApp((state) => state.batches)
  const more = useApp((state) => state.moreBatches)
  return (
    <ScreenFrame title={t('screen.intake')} lead={t('intake.lead')}>
      <section className={styles['drop']} aria-label={t('intake.drop-zone')}>
        <FileUp aria-hidden="true" />
        <div className={styles['dropWords']}>
          <p className={styles['dropTitle']}>{t('intake.drop')}</p>
          <p className={styles['kinds']}>{t('intake.kinds')}</p>
          <p className={styles['secrets']}>{t('intake.secrets')}</p>
        </div>
        <CommandButton id="choose-files" kind="primary" />
      </section>
      <StopBanner />
      <QuarantinePanel />
      <IsolatedPanel />
      {reading}
      <RemoteView remote={batches} loadingText={t('intake.loading')}>
        {({ rows, total }) =>
          total === 0 ? (
            <EmptyState icon={<FileUp />} title={t('intake.empty')}>
              {t('intake.empty-text')}
            </EmptyState>
          ) : (
            <>
              {rows.map((progress) => (
                <BatchPanel key={progress.id} progress={progress} />
              ))}
              <MoreButton
                hidden={total - rows.length}
                text={(count) => t('intake.more-batches', { count })}
                onMore={() => void more()}
              />
            </>
          )
        }
      </RemoteView>
    </ScreenFrame>
  )
}
