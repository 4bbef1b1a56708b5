import { useTranslation } from 'react-i18next'
import type { PackagesReport } from '../../../domain/package-api.ts'
import { faultText } from '../../parts/fault-text.ts'
import { Banner } from '../../ui/banner.tsx'
import styles from './packages.module.css'

/** How many were packed and refused, and every refusal with its reason. */
export function PackedReport({ report }: { readonly report: PackagesReport }) {
  const { t } = useTranslation()
  const { folder, packed, refused } = report
  const counts = { packed: packed.length, refused: refused.length }
  return (
    <>
      <Banner tone={refused.length === 0 ? 'ok' : 'warn'} title={t('packages.result', counts)}>
        <p className={styles['folder']}>{folder}</p>
      </Banner>
      {refused.length === 0 ? null : (
        <ul className={styles['list']} aria-label={t('packages.refused', { count: refused.length })}>
          {refused.map(({ id, notation, reason }) => {
            const { cause, next } = faultText(t, reason)
            return (
              <li key={id} className={styles['item']}>
                <p className={styles['itemName']}>{notation === '' ? t('packages.unknown') : notation}</p>
                <p>{cause}</p>
                <p className={styles['itemNote']}>{next}</p>
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}
