import { useTranslation } from 'react-i18next'
import type { LifeEvent } from '../../../domain/closing.ts'
import { useApp } from '../../app-store.ts'
import { readyValue } from '../../state/attempt.ts'
import { formatInstant } from '../../state/date-text.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import styles from './files.module.css'

/** Who closed and reopened the case file, when and why. */
export function LifePanel() {
  const { t } = useTranslation()
  const events = useApp((state) => readyValue(state.life)) ?? []
  if (events.length === 0) return null
  return (
    <Disclosure title={t('life.title', { count: events.length })}>
      <ol className={styles['life']}>
        {events.map((event) => (
          <li key={`${event.at} ${event.what}`}>
            <LifeLine event={event} />
          </li>
        ))}
      </ol>
    </Disclosure>
  )
}

function LifeLine({ event: { what, at, by, reason, overlooked } }: { readonly event: LifeEvent }) {
  const { t } = useTranslation()
  const words = { at: formatInstant(at), by, reason: reason ?? '', count: overlooked }
  if (what === 'reopened') return t('life.reopened', words)
  return overlooked === 0 ? t('life.closed', words) : t('life.closed-overlooked', words)
}
