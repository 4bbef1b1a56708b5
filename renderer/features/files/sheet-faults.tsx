import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { numbersText } from '../../parts/sheet-span.ts'
import { readyValue } from '../../state/attempt.ts'
import { Banner } from '../../ui/banner.tsx'
import styles from './files.module.css'

/** Numbers of sheets that stand twice, or nowhere. */
export function SheetFaults() {
  const { t } = useTranslation()
  const numbers = useApp((state) => readyValue(state.sheetNumbers))
  if (numbers === null || numbers.doubled.length + numbers.missing.length === 0) return null
  return (
    <div className={styles['sheetFaults']}>
      <Banner tone="warn" title={t('sheets.faults')}>
        {numbers.doubled.length === 0 ? null : (
          <p>{t('sheets.doubled', { numbers: numbersText(numbers.doubled) })}</p>
        )}
        {numbers.missing.length === 0 ? null : (
          <p>{t('sheets.missing', { numbers: numbersText(numbers.missing) })}</p>
        )}
      </Banner>
    </div>
  )
}
