import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { retentionName } from '../../parts/names.ts'

/** The codes of a row in words. */
export function useRetentionText(): (codes: readonly string[]) => string {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  return (codes) =>
    codes.length === 0
      ? t('schedule.unknown')
      : codes.map((code) => retentionName(authority, code)).join(t('schedule.or'))
}
