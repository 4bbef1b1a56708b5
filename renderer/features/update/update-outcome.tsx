import { useTranslation } from 'react-i18next'
import type { UpdateOutcome } from '../../../domain/update/update-api.ts'
import { Banner } from '../../ui/banner.tsx'
import styles from './update.module.css'

/** The new version is there, is being put there, or waits to be put there by hand. */
export function UpdateOutcomeView({ outcome }: { readonly outcome: UpdateOutcome }) {
  const { t } = useTranslation()
  const { kind, version } = outcome
  if (kind !== 'by-hand') {
    return (
      <Banner tone="ok" title={t(`update.outcome.${kind}`, { version })}>
        {t(`update.outcome-next.${kind}`)}
      </Banner>
    )
  }
  return (
    <>
      <Banner tone="info" title={t('update.outcome.by-hand', { version })}>
        {t('update.outcome-next.by-hand')}
      </Banner>
      <p className={styles['path']}>{outcome.path}</p>
    </>
  )
}
