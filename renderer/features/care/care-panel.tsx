import { HardDriveDownload, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CareState } from '../../../domain/care-api.ts'
import { useApp } from '../../app-store.ts'
import { formatCount } from '../../parts/format.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { formatInstant } from '../../state/date-text.ts'
import { isAllowed } from '../../state/rights.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import styles from './care.module.css'
import { CareProblem } from './care-problem.tsx'
import { CareWork } from './care-work.tsx'

/** Copies of the vault, its check, and whether its place is a good one. */
export function CarePanel() {
  const { t } = useTranslation()
  const care = useApp((state) => state.care)
  return (
    <Panel title={t('care.title')}>
      <RemoteView remote={care} loadingText={t('care.loading')}>
        {(state: CareState) => <CareBody care={state} />}
      </RemoteView>
    </Panel>
  )
}

function CareBody({ care }: { readonly care: CareState }) {
  const { t } = useTranslation()
  const backUp = useApp((state) => state.backUp)
  const checkVault = useApp((state) => state.checkVault)
  const mayBackUp = useApp((state) => isAllowed(state, 'startBackup'))
  const mayCheck = useApp((state) => isAllowed(state, 'checkVault'))
  const isWorking = care.work.kind !== 'idle'
  const { lastBackup } = care
  return (
    <div className={styles['body']}>
      {care.risks.map((risk) => (
        <Banner
          key={risk.kind}
          tone="warn"
          title={t(`care.risk.${risk.kind}`, risk.kind === 'cloud' ? { service: risk.service } : {})}
        >
          {t('care.risk-next')}
        </Banner>
      ))}
      <CareProblem care={care} />
      <Facts
        facts={[
          {
            name: t('care.last'),
            value: lastBackup === null ? t('care.never') : formatInstant(lastBackup.time),
          },
          {
            name: t('care.copied'),
            value:
              lastBackup === null
                ? t('care.copied-none')
                : t('care.copied-count', {
                    copied: formatCount(lastBackup.copiedFiles),
                    kept: formatCount(lastBackup.keptFiles),
                  }),
          },
          { name: t('care.where'), value: lastBackup?.folder ?? t('care.where-none'), isWide: true },
        ]}
      />
      <LastCheck report={care.lastCheck} />
      <CareWork work={care.work} />
      <div className={styles['actions']}>
        {mayBackUp ? (
          <Button icon={<HardDriveDownload />} isDisabled={isWorking} onPress={() => void backUp()}>
            {t('care.back-up')}
          </Button>
        ) : null}
        {mayCheck ? (
          <Button icon={<ShieldCheck />} isDisabled={isWorking} onPress={() => void checkVault(false)}>
            {t('care.check')}
          </Button>
        ) : null}
      </div>
      <p className={styles['note']}>{t('care.why')}</p>
    </div>
  )
}

function LastCheck({ report }: { readonly report: CareState['lastCheck'] }) {
  const { t } = useTranslation()
  if (report === null) return null
  const count = report.faults.length
  if (count > 0) {
    return (
      <Banner tone="error" title={t('care.check-faults', { count })}>
        {t('care.check-next')}
      </Banner>
    )
  }
  return <Banner tone="ok" title={t('care.check-clean', { blobs: formatCount(report.facts.blobs) })} />
}
