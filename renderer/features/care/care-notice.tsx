import { HardDriveDownload } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { formatCount } from '../../parts/format.ts'
import { readyValue } from '../../state/attempt.ts'
import { formatInstant } from '../../state/date-text.ts'
import { isAllowed } from '../../state/rights.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'

/** What a clerk must know about the safety of the vault before anything else: an old backup, a disk that fills up. */
export function CareNotice() {
  const { t } = useTranslation()
  const care = useApp((state) => readyValue(state.care))
  const space = useApp((state) => readyValue(state.space))
  const backUp = useApp((state) => state.backUp)
  const free = formatCount(Math.round((space?.freeBytes ?? 0) / 1_048_576))
  const mayBackUp = useApp((state) => isAllowed(state, 'startBackup'))
  const isDue = mayBackUp && care?.isBackupDue === true && care.work.kind === 'idle'
  return (
    <>
      {space?.isLow ? (
        <Banner tone="warn" title={t('care.low-title')}>
          {t('care.low-text', { free })}
        </Banner>
      ) : null}
      {isDue ? (
        <Banner
          tone="warn"
          title={t('care.due-title')}
          action={
            <Button size="small" icon={<HardDriveDownload />} onPress={() => void backUp()}>
              {t('care.back-up')}
            </Button>
          }
        >
          {care.lastBackup === null
            ? t('care.due-never')
            : t('care.due-text', { date: formatInstant(care.lastBackup.time) })}
        </Banner>
      ) : null}
    </>
  )
}
