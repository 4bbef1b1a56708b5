import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { formatDate, parseDate } from '../../state/date-text.ts'
import { shownText } from '../../state/draft.ts'
import type { Review } from '../../state/review.ts'
import styles from './fields.module.css'

/** What the list of issuers says of the printed name; it only informs, the name stays as it is printed. */
export function IssuerNote({ review: { document, edits } }: { readonly review: Review }) {
  const { t } = useTranslation()
  const load = useApp((state) => state.loadIssuerMatch)
  const asked = useApp((state) => state.issuerMatch)
  const name = shownText(document, edits, 'issuer')
  const date = parseDate(shownText(document, edits, 'issuedDate')) ?? ''
  // The list is the engine's; it is asked again for every other name or day.
  useEffect(() => {
    void load(name, date)
  }, [load, name, date])
  const match = asked?.name === name && asked.date === date ? asked.match : null
  if (match === null) return null
  const { kind, issuer, successor } = match
  const now = successor === null ? '' : t('plan.issuer-now', { name: successor.name })
  const day = formatDate((kind === 'not-yet' ? issuer.validFrom : issuer.validTo) ?? '')
  return (
    <p className={styles['issuerNote']} role="status">
      {t(`plan.issuer-match.${kind}`, { name: issuer.name, day })} {now}
    </p>
  )
}
