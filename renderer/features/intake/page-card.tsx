import { Check, Clock, FileMinus, QrCode, Scissors, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { pageImageUrl } from '../../../domain/api.ts'
import type { BatchPage } from '../../../domain/desk-rows.ts'
import { Badge } from '../../ui/badge.tsx'
import { classes } from '../../ui/classes.ts'
import styles from './arrange.module.css'

const thumbnailPx = 160

const looks = {
  read: { tone: 'ok', icon: <Check /> },
  unread: { tone: 'warn', icon: <TriangleAlert /> },
  waiting: { tone: 'neutral', icon: <Clock /> },
} as const

/** A page as a picture with its number; every state of it is said in words. */
export function PageCard({ row, number }: { readonly row: BatchPage; readonly number: number }) {
  const { t } = useTranslation()
  const { page, turn, state, index } = row
  return (
    <>
      <span className={styles['place']}>
        <img
          className={classes(styles['image'], styles[`turn${turn}`])}
          src={pageImageUrl(page, thumbnailPx)}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
        />
      </span>
      <span className={styles['caption']}>{t('intake.page-number', { number })}</span>
      {index === 0 ? (
        <span className={styles['begins']}>
          <Scissors aria-hidden="true" />
          {t('arrange.begins')}
        </span>
      ) : null}
      <PageFlags row={row} />
      {state === 'read' ? null : (
        <Badge tone={looks[state].tone} icon={looks[state].icon}>
          {t(`intake.page.${state}`)}
        </Badge>
      )}
    </>
  )
}

/** What is to be known of a page besides whether it was read. */
export function PageFlags({ row: { isBlank, isSheet } }: { readonly row: BatchPage }) {
  const { t } = useTranslation()
  if (isSheet) {
    return (
      <Badge tone="accent" icon={<QrCode />}>
        {t('arrange.sheet')}
      </Badge>
    )
  }
  if (!isBlank) return null
  return (
    <Badge tone="warn" icon={<FileMinus />}>
      {t('arrange.blank')}
    </Badge>
  )
}

type NameOf = (row: BatchPage, number: number) => string

/** What a screen reader says of a page that arrived. */
export function useStripName(): NameOf {
  const { t } = useTranslation()
  return ({ state, isBlank, isSheet }, number) =>
    [
      t('intake.page-number', { number }),
      t(`intake.page.${state}`),
      isSheet ? t('arrange.sheet') : '',
      isBlank && !isSheet ? t('arrange.blank') : '',
    ]
      .filter(Boolean)
      .join(', ')
}

/** What a screen reader says of a page that is laid out: where documents begin as well. */
export function usePageName(): NameOf {
  const { t } = useTranslation()
  const nameOf = useStripName()
  return (row, number) =>
    row.index === 0 ? `${nameOf(row, number)}, ${t('arrange.begins')}` : nameOf(row, number)
}
