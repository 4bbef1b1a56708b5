import { Check, FileX2, QrCode, ScanLine } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { pageImageUrl } from '../../../domain/api.ts'
import type { ScannedPage } from '../../../domain/scan-api.ts'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { readyValue } from '../../state/attempt.ts'
import { scanSession } from '../../state/scan-slice.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Thumbnail } from '../../ui/thumbnail.tsx'
import styles from './scan.module.css'

const thumbnailPx = 160

/** The pages of the sitting as they are stored, the newest in sight; one that is chosen can be scanned again. */
export function ScanPages() {
  const { t } = useTranslation()
  const pages = useApp((state) => scanSession(state)?.pages ?? none)
  const picked = useApp((state) => state.scanForm.picked)
  const test = useApp((state) => state.scanForm.test)
  const isOpen = useApp((state) => scanSession(state) !== null)
  const isReady = useApp((state) => readyValue(state.scanForm.ability) !== null)
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    // Only the list itself: what is told above it must stay in sight.
    list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [pages.length])
  if (test.kind !== 'none') return <TestPage />
  if (!isOpen || pages.length === 0) {
    return isOpen || !isReady ? null : (
      <EmptyState icon={<ScanLine />} title={t('scan.empty')}>
        {t('scan.empty-text')}
      </EmptyState>
    )
  }
  const number = pages.findIndex(({ page }) => page.id === picked) + 1
  return (
    <>
      {number === 0 ? null : (
        <div className={styles['picked']}>
          <p>
            <strong>{t('scan.picked', { number })}</strong> {t('scan.picked-next')}
          </p>
          <div className={styles['row']}>
            <CommandButton id="scan-replace" size="small" />
            <CommandButton id="scan-before" size="small" />
            <CommandButton id="scan-after" size="small" />
          </div>
        </div>
      )}
      <ol className={styles['pages']} ref={list} tabIndex={-1}>
        {pages.map((page, at) => (
          <li
            key={page.page.id}
            className={classes(styles['page'], page.page.id === picked && styles['chosen'])}
          >
            <PageCard scanned={page} number={at + 1} />
          </li>
        ))}
      </ol>
    </>
  )
}

const none: readonly ScannedPage[] = []

function PageCard({ scanned, number }: { readonly scanned: ScannedPage; readonly number: number }) {
  const { t } = useTranslation()
  const pick = useApp((state) => state.pickScanned)
  const { page, isBlank, isSheet } = scanned
  const kind = isSheet ? 'sheet' : isBlank ? 'blank' : 'stored'
  return (
    <Thumbnail
      src={pageImageUrl(page, thumbnailPx)}
      name={t(`scan.page-${names[kind]}`, { number })}
      caption={t('scan.page', { number })}
      state={
        <Badge tone={looks[kind].tone} icon={looks[kind].icon}>
          {t(`scan.${kind}`)}
        </Badge>
      }
      onPress={() => pick(page.id)}
    />
  )
}

const names = { sheet: 'sheet', blank: 'blank', stored: 'name' } as const
const looks = {
  stored: { tone: 'ok', icon: <Check /> },
  blank: { tone: 'warn', icon: <FileX2 /> },
  sheet: { tone: 'neutral', icon: <QrCode /> },
} as const

function TestPage() {
  const { t } = useTranslation()
  const test = useApp((state) => state.scanForm.test)
  const leave = useApp((state) => state.leaveTest)
  if (test.kind !== 'shown') return <Spinner countText={t('scan.testing')} />
  return (
    <div className={styles['test']}>
      <p className={styles['note']}>
        {t('scan.test-note')} {test.isBlank ? t('scan.test-blank') : ''}
      </p>
      <img className={styles['testImage']} src={test.image} alt={t('scan.test')} />
      <div className={styles['row']}>
        <Button size="small" onPress={leave}>
          {t('scan.test-leave')}
        </Button>
      </div>
    </div>
  )
}
