import { Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { isAllowed } from '../../state/rights.ts'
import { openVault } from '../../state/session-slice.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './users.module.css'

/** While nobody said that a recovery sheet is kept, an administrator is asked to print one. */
export function SheetOffer() {
  const { t } = useTranslation()
  const vault = useApp(openVault)
  const canPrint = useApp((state) => isAllowed(state, 'newRecoverySheet'))
  const newSheet = useApp((state) => state.newSheet)
  if (vault === null || vault.hasRecoverySheet || vault.demo !== null || !canPrint) return null
  return (
    <div className={styles['offer']}>
      <Banner
        tone="warn"
        title={t('security.no-sheet')}
        action={
          <Button size="small" icon={<Printer />} onPress={() => void newSheet(true)}>
            {t('security.print-sheet')}
          </Button>
        }
      >
        {t('security.no-sheet-text')}
      </Banner>
    </div>
  )
}
