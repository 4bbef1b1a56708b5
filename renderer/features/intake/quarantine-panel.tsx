import { RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { readyValue } from '../../state/attempt.ts'
import { MoreButton } from '../../ui/more-button.tsx'
import { Panel } from '../../ui/panel.tsx'
import styles from './intake.module.css'
import { SourceRow } from './source-row.tsx'

/** Files that did not come in, with the reason and a way to try again; nothing of them was taken from where they lie. */
export function QuarantinePanel() {
  const { t } = useTranslation()
  const refused = useApp((state) => readyValue(state.quarantine))
  const more = useApp((state) => state.moreQuarantine)
  if (refused === null || refused.total === 0) return null
  return (
    <Panel
      title={t('quarantine.title', { count: refused.total })}
      actions={<CommandButton id="retry-refused" size="small" icon={<RotateCcw />} />}
    >
      <p className={styles['tally']}>{t('quarantine.lead')}</p>
      <ul className={styles['sources']}>
        {refused.rows.map(({ batch, index, source }) => (
          <SourceRow key={`${batch} ${index}`} batch={batch} index={index} source={source} />
        ))}
      </ul>
      <MoreButton
        hidden={refused.total - refused.rows.length}
        text={(count) => t('intake.more-files', { count })}
        onMore={() => void more()}
      />
    </Panel>
  )
}
