import { ArrowRight, Globe } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../domain/api.ts'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { RemoteView } from '../../parts/remote-view.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { openVault } from '../../state/session-slice.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { CountGroups } from './count-groups.tsx'
import { NextSteps } from './next-steps.tsx'
import styles from './overview.module.css'

/** Where the work stands, and what comes next. */
export function OverviewScreen({
  notices,
  progress,
}: {
  readonly notices: ReactNode
  readonly progress: ReactNode
}) {
  const { t } = useTranslation()
  const vault = useApp(openVault)
  const overview = useApp((state) => state.overview)
  const openConsole = useApp((state) => state.openConsole)
  return (
    <ScreenFrame
      title={t('screen.overview')}
      lead={t('overview.greeting', { user: vault?.userName ?? '', agency: vault?.fonds.agencyName ?? '' })}
      actions={<CommandButton id="choose-files" kind="primary" />}
    >
      {vault?.notices.map((notice, index) => (
        <FaultBanner key={`${index}-${notice.code}`} fault={notice} tone="warn" />
      ))}
      {notices}
      {vault?.demo ? (
        <Banner
          tone="info"
          title={t('overview.demo-title')}
          action={
            <Button size="small" icon={<Globe />} onPress={() => void openConsole()}>
              {t('overview.demo-open')}
            </Button>
          }
        >
          {t('overview.demo-text', {
            url: vault.demo.url,
            user: vault.demo.consoleUser,
            password: vault.demo.consolePassword,
          })}
        </Banner>
      ) : null}
      <RemoteView remote={overview} loadingText={t('overview.loading')}>
        {(counts: Overview) => (
          <div className={styles['columns']}>
            <div className={styles['groups']}>
              <CountGroups counts={counts} />
              {progress}
            </div>
            <NextSteps counts={counts} icon={<ArrowRight />} />
          </div>
        )}
      </RemoteView>
    </ScreenFrame>
  )
}
