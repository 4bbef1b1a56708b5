import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { formatBytes } from '../../parts/format.ts'
import { readyValue } from '../../state/attempt.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './update.module.css'

/** Told once after the program was replaced: which version this is, and where the vault as it was before is kept. */
export function UpdateNotice() {
  const { t } = useTranslation()
  const state = useApp((each) => readyValue(each.updateState))
  const see = useApp((each) => each.seeUpdate)
  if (state === null || (state.updatedFrom === null && state.migrated === null)) return null
  const { version, updatedFrom, migrated } = state
  const title =
    updatedFrom === null
      ? t('update.migrated-title', { to: migrated?.to ?? 0 })
      : t('update.updated', { version, before: updatedFrom })
  return (
    <div className={styles['offer']}>
      <Banner
        tone="ok"
        title={title}
        action={
          <Button size="small" icon={<Check />} onPress={() => void see()}>
            {t('update.seen')}
          </Button>
        }
      >
        {migrated === null ? (
          t('update.updated-next')
        ) : (
          <>
            <p>{t('update.migrated', { size: formatBytes(migrated.sizeBytes) })}</p>
            <p className={styles['small']}>{migrated.folder}</p>
          </>
        )}
      </Banner>
    </div>
  )
}
