import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './kept-drafts.module.css'

/** Says, after a restart, that forms were left with something typed in them; until somebody has read it. */
export function KeptDrafts() {
  const { t } = useTranslation()
  const count = useApp((state) => state.keptForms)
  const dismiss = useApp((state) => state.dismissKeptForms)
  if (count === 0) return null
  return (
    <div className={styles['kept']}>
      <Banner
        tone="info"
        title={t('draft.kept', { count })}
        action={
          <Button size="small" onPress={dismiss}>
            {t('draft.kept-close')}
          </Button>
        }
      />
    </div>
  )
}
