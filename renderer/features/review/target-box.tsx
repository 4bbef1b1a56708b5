import { memo, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Target } from '../../../domain/desk-rows.ts'
import { useApp } from '../../app-store.ts'
import { targetName, targetOption } from '../../parts/target-option.ts'
import { TargetProposals } from '../../parts/target-proposals.tsx'
import { readyValue } from '../../state/attempt.ts'
import { suggestedTarget } from '../../state/filing-slice.ts'
import { ComboBox } from '../../ui/combo-box.tsx'
import { useShortcut } from '../../use-shortcut.ts'
import styles from './fields.module.css'

/** Which case file the document goes into: one that is open, or a new one from the plan. */
export const TargetBox = memo(function TargetBox({
  chosen,
  onBox,
}: {
  readonly chosen: Target | null
  /** Hears which element takes the focus; the same function with every drawing. */
  readonly onBox: (stop: 'target', element: HTMLElement | null) => void
}) {
  const { t } = useTranslation()
  const choose = useApp((state) => state.chooseTarget)
  const find = useApp((state) => state.findTargets)
  const found = useApp((state) => readyValue(state.targets))
  const suggested = useApp(suggestedTarget)
  const proposals = useApp((state) => state.proposals)
  const keys = useShortcut('accept-and-file')
  const inputRef = useCallback((element: HTMLElement | null) => onBox('target', element), [onBox])
  const { rows, total } = found ?? { rows: [], total: 0 }
  return (
    <div className={styles['target']}>
      <ComboBox
        label={t('review.target')}
        openLabel={t('review.open-targets')}
        options={rows.map((target) => targetOption(t, target))}
        selected={chosen?.id ?? null}
        selectedLabel={chosen === null ? '' : targetName(chosen)}
        placeholder={t('review.target-none')}
        hidden={total - rows.length}
        onType={(typed) => void find(typed)}
        moreText={(count) => (count === 0 ? t('common.nothing-found') : t('common.more', { count }))}
        inputRef={inputRef}
        onSelect={(id) => choose(rows.find((target) => target.id === id) ?? null)}
      />
      <TargetProposals proposals={proposals} chosen={chosen} onChoose={choose} />
      <p className={styles['targetNote']}>
        {suggested === null
          ? t('review.target-why')
          : t('review.target-last', { name: targetName(suggested), keys: keys ?? '' })}
      </p>
    </div>
  )
})
