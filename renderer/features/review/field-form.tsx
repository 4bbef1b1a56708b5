import { type KeyboardEvent, memo, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldsByDoubt } from '../../../domain/doubt.ts'
import type { FieldName } from '../../../domain/records/document.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import type { Review } from '../../state/review.ts'
import { FieldBox } from './field-box.tsx'
import styles from './fields.module.css'
import { FixStrip } from './fix-strip.tsx'
import { PaperFacts } from './paper-facts.tsx'
import { TargetBox } from './target-box.tsx'

/** Where the focus can stand in the form: a field, or the case file below them. */
type Stop = FieldName | 'target'

/** The fields as they stand on the screen. */
const places = ['number', 'notation', 'issuedDate', 'type', 'issuer', 'subject', 'signer'] as const

/** The fields in their fixed places; Tab walks them from the most doubtful to the surest, and then to the case file. */
export function FieldForm({
  review,
  onLeaveBackwards,
}: {
  readonly review: Review
  /** Shift+Tab from the first field. */
  readonly onLeaveBackwards: () => void
}) {
  const { t } = useTranslation()
  const boxes = useRef(new Map<Stop, HTMLElement>())
  const stops: readonly Stop[] = [...fieldsByDoubt(review.document), 'target']
  const keep = useCallback((stop: Stop, element: HTMLElement | null): void => {
    if (element === null) boxes.current.delete(stop)
    else boxes.current.set(stop, element)
  }, [])

  useFocusAtWork(review, boxes)

  const walk = (event: KeyboardEvent): void => {
    if (event.key !== 'Tab' || event.ctrlKey || event.altKey) return
    const at = stops.findIndex((stop) => boxes.current.get(stop) === event.target)
    if (at === -1) return
    const next = stops[at + (event.shiftKey ? -1 : 1)]
    if (next === undefined && !event.shiftKey) return
    event.preventDefault()
    if (next === undefined) onLeaveBackwards()
    else boxes.current.get(next)?.focus()
  }

  return (
    <section className={styles['fields']} aria-label={t('review.fields')} data-takes-commands>
      <div className={styles['fieldList']} onKeyDownCapture={walk}>
        {places.map((name) => (
          <FieldBox key={name} review={review} name={name} onBox={keep} />
        ))}
        <TargetBox chosen={review.target} onBox={keep} />
        <PaperFacts review={review} />
      </div>
      <FixStrip />
      <AcceptBar />
    </section>
  )
}

/** A document that opens, and a date that was not accepted, put the focus where work is. */
function useFocusAtWork({ turn, field, isWrongDateTold }: Review, boxes: RefObject<Map<Stop, HTMLElement>>) {
  const [opening, setOpening] = useState({ turn, field })
  if (opening.turn !== turn) setOpening({ turn, field })
  const seen = useRef(turn)
  useEffect(() => {
    const box = boxes.current.get(isWrongDateTold ? 'issuedDate' : opening.field)
    // The same box as before: it is left first, so that nothing of the last document stays in it.
    if (seen.current !== opening.turn) box?.blur()
    seen.current = opening.turn
    box?.focus()
  }, [opening, isWrongDateTold, boxes])
}

/** Stays as it is while somebody types. */
const AcceptBar = memo(function AcceptBar() {
  return (
    <footer className={styles['accept']}>
      <CommandButton id="accept" kind="primary" />
      <CommandButton id="accept-and-file" />
    </footer>
  )
})
