import { Lock } from 'lucide-react'
import { type ReactNode, useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { readyValue } from '../../state/attempt.ts'
import { openVault } from '../../state/session-slice.ts'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { AppearancePanel } from './appearance-panel.tsx'
import { KeyEditor } from './key-editor.tsx'
import { SamplePanel } from './sample-panel.tsx'
import styles from './settings.module.css'

/**
 * Whose vault this is, the panels of other features, the line to the province, and every key. What stands lower is drawn
 * after the rest, in pieces between which the window answers.
 */
export function SettingsScreen({ panels }: { readonly panels: ReactNode }) {
  const { t } = useTranslation()
  const vault = useApp(openVault)
  const isWhole = useDeferredValue(true, false)
  return (
    <ScreenFrame title={t('screen.settings')}>
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <Panel
            title={t('settings.vault')}
            actions={<CommandButton id="lock" size="small" icon={<Lock />} />}
          >
            <Facts
              facts={[
                { name: t('settings.agency'), value: vault?.fonds.agencyName ?? '' },
                { name: t('settings.agency-code'), value: vault?.fonds.agencyCode ?? '' },
                { name: t('settings.user'), value: vault?.userName ?? '' },
              ]}
            />
            <p className={styles['note']}>{t('settings.lock-why')}</p>
          </Panel>
          <AppearancePanel />
          <SamplePanel />
          {isWhole ? (
            <>
              {panels}
              <LinePanel />
            </>
          ) : null}
        </div>
        <KeyEditor />
      </div>
    </ScreenFrame>
  )
}

function LinePanel() {
  const { t } = useTranslation()
  const connection = useApp((state) => readyValue(state.sync)?.connection ?? null)
  return (
    <Panel title={t('line.title')} actions={<CommandButton id="connect" size="small" />}>
      {connection === null ? (
        <p>{t('line.none')}</p>
      ) : (
        <Facts
          facts={[
            { name: t('line.commune'), value: connection.communeName },
            { name: t('line.address'), value: connection.url, isWide: true },
          ]}
        />
      )}
    </Panel>
  )
}
