import { PackageCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { UpdateState } from '../../../domain/update/update-api.ts'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { RemoteView } from '../../parts/remote-view.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import styles from './update.module.css'

/** Which version this is, and the way to a newer one without a line. */
export function UpdatePanel() {
  const { t } = useTranslation()
  const remote = useApp((state) => state.updateState)
  const load = useApp((state) => state.loadUpdate)
  return (
    <Panel
      title={t('update.title')}
      actions={<CommandButton id="install-update" size="small" icon={<PackageCheck />} />}
    >
      <RemoteView remote={remote} loadingText={t('update.loading')} onRetry={load}>
        {(state: UpdateState) => <Versions state={state} />}
      </RemoteView>
    </Panel>
  )
}

function Versions({ state }: { readonly state: UpdateState }) {
  const { t } = useTranslation()
  const { version, electron, vaultFormat, trustedKeys } = state
  return (
    <div className={styles['body']}>
      <Facts
        facts={[
          { name: t('update.version'), value: version },
          { name: t('update.vault-format'), value: String(vaultFormat) },
          ...(electron === '' ? [] : [{ name: t('update.electron'), value: electron }]),
        ]}
      />
      {trustedKeys === 0 ? (
        <Banner tone="info" title={t('update.no-keys')}>
          {t('update.no-keys-next')}
        </Banner>
      ) : (
        <p className={styles['small']}>{t('update.why')}</p>
      )}
    </div>
  )
}
