import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { typeName } from '../../parts/names.ts'
import type { Review } from '../../state/review.ts'
import { savedMeanwhile } from '../../state/typed-over.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './meanwhile-banner.module.css'

/** Shows what was saved in another window of a field that somebody types into here, and lets them choose. */
export function MeanwhileBanner({ review }: { readonly review: Review }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const typedOver = useApp((state) => state.typedOver[review.document.id])
  const keep = useApp((state) => state.keepTyped)
  const take = useApp((state) => state.takeSaved)
  const shown = (field: string, value: string): string => {
    if (value === '') return t('meanwhile.empty')
    return field === 'type' ? typeName(authority, value) : value
  }
  return savedMeanwhile(review, typedOver).map(({ field, typed, saved }) => (
    <div key={field} role="alert">
      <Banner
        tone="warn"
        title={t('meanwhile.title', { field: t(`field.${field}`), saved: shown(field, saved) })}
      >
        <p>{t('meanwhile.typed', { typed: shown(field, typed) })}</p>
        <span className={styles['choices']}>
          <Button size="small" onPress={() => take(field)}>
            {t('meanwhile.take')}
          </Button>
          <Button size="small" onPress={() => keep(field)}>
            {t('meanwhile.keep')}
          </Button>
        </span>
      </Banner>
    </div>
  ))
}
