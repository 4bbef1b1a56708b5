import { ShieldAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { readyValue } from '../../state/attempt.ts'
import { formatInstant } from '../../state/date-text.ts'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import styles from './secret.module.css'

/** State secrets that were found after they were stored: when and how much, never what. */
export function IsolatedPanel() {
  const { t } = useTranslation()
  const page = useApp((state) => readyValue(state.isolated))
  const open = useApp((state) => state.openDialog)
  if (page === null || page.total === 0) return null
  return (
    <Panel title={t('isolated.title')}>
      <p>{t('isolated.lead', { count: page.total })}</p>
      <ul className={styles['isolated']}>
        {page.rows.map((row) => (
          <li key={row.id} className={styles['isolatedRow']}>
            <ShieldAlert aria-hidden="true" />
            <span className={styles['isolatedWords']}>
              {t('isolated.row', { time: formatInstant(row.at) })}
              <span className={styles['soft']}>{t('isolated.size', { count: row.pages, by: row.by })}</span>
            </span>
            <Button size="small" onPress={() => open({ kind: 'isolated', id: row.id })}>
              {t('isolated.handle')}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
