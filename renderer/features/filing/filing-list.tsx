import type { TFunction } from 'i18next'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Target } from '../../../domain/desk-rows.ts'
import type { FilingOffer } from '../../../domain/propose-api.ts'
import { fieldValue } from '../../../domain/records/document.ts'
import { useApp } from '../../app-store.ts'
import { documentName } from '../../parts/names.ts'
import { formatDate } from '../../state/date-text.ts'
import { type FilingRound, placeOf } from '../../state/filing-slice.ts'
import { classes } from '../../ui/classes.ts'
import styles from './filing.module.css'

/**
 * The documents of a round, worked through with the keyboard: arrows go from one to the next, 1 to 3 take a proposal,
 * 0 leaves the document, Enter takes the first proposal and goes on.
 */
export function FilingList({
  round,
  current,
  onCurrent,
}: {
  readonly round: FilingRound
  readonly current: string
  readonly onCurrent: (document: string) => void
}) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const choose = useApp((state) => state.chooseFiling)
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const option = list.current?.querySelector<HTMLElement>('[aria-current="true"]')
    if (list.current?.contains(document.activeElement)) option?.focus()
  }, [current])
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const at = round.offers.findIndex((each) => each.document.id === current)
    const offer = round.offers[at]
    const step = pressed(event.key, { at, last: round.offers.length - 1 })
    if (step === null || offer === undefined) return
    event.preventDefault()
    if (step.take !== null) choose(current, offer.proposals[step.take]?.target.id ?? null)
    const next = round.offers[step.to]
    if (next !== undefined) onCurrent(next.document.id)
  }
  return (
    <div
      ref={list}
      className={styles['list']}
      role="listbox"
      aria-label={t('filing.list')}
      aria-describedby="filing-keys"
    >
      {round.offers.map((offer) => {
        const { id } = offer.document
        const place = targetAt(offer, placeOf(round, offer))
        return (
          <div
            key={id}
            role="option"
            tabIndex={id === current ? 0 : -1}
            aria-selected={place !== null}
            aria-current={id === current}
            className={classes(styles['row'], id === current && styles['current'])}
            onClick={() => onCurrent(id)}
            onKeyDown={press}
          >
            <span className={styles['name']}>{documentName(t, authority, offer.document)}</span>
            <span className={styles['date']}>{formatDate(fieldValue(offer.document, 'issuedDate'))}</span>
            <span className={styles['place']}>{placeText(t, place)}</span>
            <span className={styles['subject']}>{fieldValue(offer.document, 'subject')}</span>
          </div>
        )
      })}
    </div>
  )
}

function targetAt({ proposals }: FilingOffer, id: string | null): Target | 'other' | null {
  if (id === null) return null
  return proposals.find(({ target }) => target.id === id)?.target ?? 'other'
}

function placeText(t: TFunction, place: Target | 'other' | null): string {
  if (place === null) return t('filing.stays')
  if (place === 'other') return t('filing.other-chosen')
  return t('filing.goes', { notation: place.notation, year: place.year })
}

interface Step {
  /** The proposal that is taken, -1 to leave the document where it is, null to choose nothing. */
  readonly take: number | null
  readonly to: number
}

function pressed(key: string, { at, last }: { readonly at: number; readonly last: number }): Step | null {
  const next = Math.min(last, at + 1)
  switch (key) {
    case 'ArrowDown':
      return { take: null, to: next }
    case 'ArrowUp':
      return { take: null, to: Math.max(0, at - 1) }
    case 'Home':
      return { take: null, to: 0 }
    case 'End':
      return { take: null, to: last }
    case 'Enter':
      return { take: 0, to: next }
    case '0':
      return { take: -1, to: next }
    case '1':
    case '2':
    case '3':
      return { take: Number(key) - 1, to: next }
    default:
      return null
  }
}
