import { FolderClock, FolderOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { readyValue } from '../../state/attempt.ts'
import { formatInstant } from '../../state/date-text.ts'
import { isAllowed } from '../../state/rights.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Panel } from '../../ui/panel.tsx'
import styles from './watch.module.css'

/** The folder that is watched, what came of its files, and what keeps it from going on. */
export function WatchPanel() {
  const { t } = useTranslation()
  const watch = useApp((state) => readyValue(state.watch))
  const stop = useApp((state) => state.stopWatch)
  const mayStop = useApp((state) => isAllowed(state, 'stopWatch'))
  if (watch === null) return null
  if (!watch.isOn) {
    return (
      <section className={styles['off']} aria-label={t('watch.title')}>
        <FolderClock aria-hidden="true" />
        <p className={styles['words']}>{t('watch.lead')}</p>
        <CommandButton id="watch-folder" />
      </section>
    )
  }
  return (
    <Panel
      title={t('watch.title')}
      actions={
        <span className={styles['state']}>
          {t(watch.problem !== null ? 'watch.lost' : watch.isStatementDue ? 'watch.due' : 'watch.on')}
        </span>
      }
    >
      <div className={styles['body']}>
        <p className={styles['folder']}>
          <FolderOpen aria-hidden="true" />
          {watch.folder}
        </p>
        <p>{t('watch.taken', { count: watch.taken })}</p>
        {watch.problem === null ? null : <FaultBanner fault={watch.problem} tone="warn" />}
        {watch.isStatementDue ? <Renewal folder={watch.folder ?? ''} /> : null}
        {watch.recent.length === 0 ? null : (
          <Disclosure title={t('watch.recent')}>
            <ul className={styles['recent']}>
              {watch.recent.map(({ name, outcome, at }) => (
                <li key={name}>
                  <span className={styles['name']}>{name}</span>
                  <span>{t(`watch.outcome.${outcome}`)}</span>
                  <span className={styles['soft']}>{formatInstant(at)}</span>
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
        <div className={styles['actions']}>
          <CommandButton id="watch-folder" size="small" />
          {mayStop ? (
            <Button size="small" onPress={() => void stop()}>
              {t('watch.stop')}
            </Button>
          ) : null}
        </div>
      </div>
    </Panel>
  )
}

function Renewal({ folder }: { readonly folder: string }) {
  const { t } = useTranslation()
  const start = useApp((state) => state.startWatch)
  const hasSubfolders = useApp((state) => readyValue(state.watch)?.hasSubfolders ?? false)
  return (
    <Banner
      tone="warn"
      title={t('watch.statement')}
      action={
        <Button kind="primary" size="small" onPress={() => void start(folder, hasSubfolders)}>
          {t('watch.renew')}
        </Button>
      }
    >
      {t('watch.due-next')}
    </Banner>
  )
}
