import type { TFunction } from 'i18next'
import { Scissors } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Document } from '../../../domain/records/document.ts'
import type { SplitProposal } from '../../../domain/records/findings.ts'
import { useApp } from '../../app-store.ts'
import { isAllowed } from '../../state/rights.ts'
import { openSplits } from '../../state/split-slice.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './papers.module.css'

/** Says that a scan may hold several documents, where, and why. Nothing is cut before somebody says so. */
export function SplitBanner({ document }: { readonly document: Document }) {
  const { t } = useTranslation()
  const canSplit = useApp((state) => isAllowed(state, 'splitDocument'))
  const isSplitting = useApp((state) => state.isSplitting)
  const openDialog = useApp((state) => state.openDialog)
  const dismiss = useApp((state) => state.dismissSplits)
  const splits = openSplits(document)
  if (splits.length === 0 || !canSplit) return null
  return (
    <Banner tone="info" title={t('split.title', { count: splits.length + 1 })}>
      <p className={styles['splitWhy']}>{reasonsText(t, splits)}</p>
      <div className={styles['splitActions']}>
        <Button
          size="small"
          kind="primary"
          icon={<Scissors />}
          isDisabled={isSplitting}
          onPress={() => openDialog({ kind: 'paper', what: 'split', document })}
        >
          {t('split.look')}
        </Button>
        <Button size="small" isDisabled={isSplitting} onPress={() => void dismiss(document.id)}>
          {t('split.dismiss')}
        </Button>
      </div>
    </Banner>
  )
}

/** `Trang 3, 7: có quốc hiệu, số văn bản khác. Trang 9: trang trước để trắng.`: pages with the same reasons together. */
function reasonsText(t: TFunction, splits: readonly SplitProposal[]): string {
  const pagesOf = new Map<string, number[]>()
  for (const split of splits) {
    const why = whyText(t, split)
    pagesOf.set(why, [...(pagesOf.get(why) ?? []), split.page + 1])
  }
  return [...pagesOf].map(([why, pages]) => t('split.at', { number: pages.join(', '), why })).join(' ')
}

/** `Trang 3: có quốc hiệu, số văn bản khác.` */
export function reasonText(t: TFunction, split: SplitProposal): string {
  return t('split.at', { number: split.page + 1, why: whyText(t, split) })
}

function whyText(t: TFunction, { reasons }: SplitProposal): string {
  return reasons.map((reason) => t(`split.reason.${reason}`)).join(', ')
}
