import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { SyncSetting } from '../../../domain/sync-api.ts'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import styles from './sync.module.css'

/** When, over which line and how fast scans travel. */
export function SyncWays({ setting }: { readonly setting: SyncSetting }) {
  const { t } = useTranslation()
  const { networks, kilobitsPerSecond: limit } = setting
  return (
    <Panel title={t('sync.ways')}>
      <div className={styles['panel']}>
        <Facts
          facts={[
            { name: t('sync.hours'), value: hoursText(t, setting), isWide: true },
            {
              name: t('sync.networks'),
              value: networks === null ? t('sync.networks-any') : networks.join(', '),
              isWide: true,
            },
            {
              name: t('sync.limit'),
              value: limit === null ? t('sync.limit-none') : t('sync.limit-value', { count: limit }),
              isWide: true,
            },
          ]}
        />
        <p className={styles['note']}>{t('sync.text-first')}</p>
      </div>
    </Panel>
  )
}

function hoursText(t: TFunction, { hours }: SyncSetting): string {
  if (hours === null) return t('sync.hours-any')
  // Times of a clock in two digits each sort as text.
  return t(hours.from > hours.to ? 'sync.hours-over' : 'sync.hours-between', hours)
}
