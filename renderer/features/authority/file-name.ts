import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { readyValue } from '../../state/attempt.ts'

const named = [
  'document-types',
  'retentions',
  'file-plan',
  'agency-codes',
  'lists',
  'retention-schedule',
  'layouts',
] as const

/** The words for a data file: its own, or those of its profile. */
export function useFileName(): (name: string) => string {
  const { t } = useTranslation()
  const law = useApp((state) => readyValue(state.law))
  return (name) => {
    const known = named.find((one) => one === name)
    if (known !== undefined) return t(`law.file.${known}`)
    if (name.startsWith('schemas/')) return t('law.file-schema', { name: name.slice('schemas/'.length) })
    const profile = law?.profiles.find(({ id }) => `profiles/${id}` === name)
    return t('law.file-profile', { name: profile?.name ?? name })
  }
}
