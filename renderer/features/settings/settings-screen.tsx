import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { commandGroups } from '../../command-groups.ts'
import type { Command } from '../../commands.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { shownShortcut } from '../../shortcuts.ts'
import { readyValue } from '../../state/attempt.ts'
import { openVault } from '../../state/session-slice.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Panel } from '../../ui/panel.tsx'
import styles from './settings.module.css'

/** Whose vault this is, the panels of other features, the line to the province, and every key. */
export function SettingsScreen({ panels }: { readonly panels: ReactNode }) {
  const { t } = useTranslation()
  const vault = useApp(openVault)
  const connection = useApp((state) => readyValue(state.sync)?.connection ?? null)
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
          {panels}
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
        </div>
        <KeyList />
      </div>
    </ScreenFrame>
  )
}

/** Every key, in groups that are folded but for the one that holds everywhere. */
function KeyList() {
  const { t } = useTranslation()
  return (
    <Panel title={t('settings.keys')}>
      <div className={styles['groups']}>
        {commandGroups.map(({ name, commands }) => (
          <Disclosure key={name} title={t(`settings.keys-of.${name}`)} isOpenAtFirst={name === 'everywhere'}>
            <Keys of={commands} />
          </Disclosure>
        ))}
      </div>
    </Panel>
  )
}

function Keys({ of }: { readonly of: readonly Command[] }) {
  const { t } = useTranslation()
  return (
    <dl className={styles['keys']}>
      {of.map((command) => (
        <div key={command.id} className={styles['key']}>
          <dt>{t(`command.${command.id}`)}</dt>
          <dd>
            <Kbd keys={shownShortcut(command) ?? ''} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
