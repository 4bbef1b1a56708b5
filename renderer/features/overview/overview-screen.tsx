import { ArrowRight, Globe } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../domain/overview.ts'
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
  charts,
  progress,
}: {
  readonly notices: ReactNode
  readonly charts: ReactNode
  readonly progress: ReactNode
}) {
  const { t } = useTranslation()
  const vault = useApp(openVault)
  const overview = useApp((state) => state.overview)
  return (
    <ScreenFrame
      title={t('screen.overview')}
      lead={t('overview.greeting', { user: vault?.userName ?? '', agency: vault?.fonds.agencyName ?? '' })}
      actions={<CommandButton id="choose-files" kind="primary" />}
    >
      <VaultNotices />
      {notices}
      <KindOfVault />
      <RemoteView remote={overview} loadingText={t('overview.loading')}>
        {(counts: Overview) => (
          <>
            <div className={styles['columns']}>
              <CountGroups counts={counts} />
              <NextSteps counts={counts} icon={<ArrowRight />} />
            </div>
            {charts}
            {progress}
          </>
        )}
      </RemoteView>
    </ScreenFrame>
  )
}

/** How the vault was found, where that must be known. */
function VaultNotices() {
  const notices = useApp((state) => openVault(state)?.notices)
  return notices?.map((notice, index) => (
    <FaultBanner key={`${index}-${notice.code}`} fault={notice} tone="warn" />
  ))
}

/** Says that this is no ordinary vault: one of samples, or one of a demonstration. */
function KindOfVault() {
  const { t } = useTranslation()
  const vault = useApp(openVault)
  const openConsole = useApp((state) => state.openConsole)
  const show = useApp((state) => state.show)
  return (
    <>
      {vault?.sample ? (
        <Banner
          tone="warn"
          title={t('sample.banner')}
          action={
            <Button size="small" onPress={() => show('settings')}>
              {t('sample.manage')}
            </Button>
          }
        >
          {t('sample.banner-text', { passphrase: vault.sample.passphrase })}
        </Banner>
      ) : null}
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
    </>
  )
}
