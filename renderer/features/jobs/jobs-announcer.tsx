import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { faultText } from '../../parts/fault-text.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { countWords } from './count-words.ts'

/** Tells screen readers how the last job ended, whatever screen is shown. */
export function JobsAnnouncer() {
  const { t } = useTranslation()
  const [last] = useApp((state) => state.endedJobs)
  return (
    <VisuallyHidden>
      <span role="status" data-jobs="ended">
        {last === undefined
          ? ''
          : t(`jobs.told.${last.outcome}`, {
              name: t(`jobs.kind.${last.kind}`),
              counted: last.done === null && last.total === null ? '' : countWords(t, last),
              reason: last.fault === null ? '' : faultText(t, last.fault).cause,
            })}
      </span>
    </VisuallyHidden>
  )
}
