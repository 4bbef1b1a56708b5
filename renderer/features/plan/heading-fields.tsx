import { useTranslation } from 'react-i18next'
import { headingLevels, headingText } from '../../../domain/plan-headings.ts'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './plan.module.css'

/** Begins the choice of a heading that is not there yet; what follows is the heading above it. */
export const NEW_HEADING = 'new '

/** A heading of the plan, or one that is made now; `newName` is null where a heading that is there was chosen. */
export function HeadingFields({
  headings,
  selected,
  newName,
  error,
  onSelect,
  onName,
}: {
  readonly headings: readonly string[]
  readonly selected: string
  readonly newName: string | null
  readonly error: string | null
  readonly onSelect: (heading: string) => void
  readonly onName: (name: string) => void
}) {
  const { t } = useTranslation()
  const large = [...new Set(headings.flatMap((heading) => headingLevels(heading)[0] ?? []))]
  return (
    <>
      <div className={styles['third']}>
        <Select
          label={t('plan.heading')}
          placeholder={t('plan.heading-none')}
          selected={selected === '' ? null : selected}
          options={[
            ...headings.map((heading) => ({ id: heading, label: headingText(heading) })),
            { id: NEW_HEADING, label: t('plan.heading-new') },
            ...large.map((heading) => ({
              id: `${NEW_HEADING}${heading}`,
              label: t('plan.heading-new-in', { heading }),
            })),
          ]}
          onSelect={onSelect}
        />
      </div>
      {newName === null ? null : (
        <div className={styles['wide']}>
          <TextField label={t('plan.heading-name')} value={newName} onChange={onName} error={error} />
        </div>
      )}
    </>
  )
}
