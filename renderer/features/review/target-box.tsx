import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { foldText } from '../../../domain/fold-text.ts'
import { useApp } from '../../app-store.ts'
import { readyValue } from '../../state/attempt.ts'
import type { Review } from '../../state/review.ts'
import { targetsOf } from '../../state/targets.ts'
import { ComboBox } from '../../ui/combo-box.tsx'
import styles from './review.module.css'

/** Which case file the document goes into: one that is open, or a new one from the plan. */
export function TargetBox({
  review,
  inputRef,
}: {
  readonly review: Review
  readonly inputRef: (element: HTMLElement | null) => void
}) {
  const { t } = useTranslation()
  const choose = useApp((state) => state.chooseTarget)
  const files = useApp((state) => readyValue(state.caseFiles))
  const plan = useApp((state) => readyValue(state.plan))
  const lastTarget = useApp((state) => state.lastTarget)
  const targets = useMemo(() => targetsOf(files ?? [], plan ?? []), [files, plan])
  const options = targets.map(({ id, notation, title, isNew }) => ({
    id,
    label: `${notation} ${title}`,
    detail: t(isNew ? 'review.target-new' : 'review.target-open'),
  }))
  const last = options.find((option) => option.id === lastTarget)
  return (
    <div className={styles['target']}>
      <ComboBox
        label={t('review.target')}
        openLabel={t('review.open-targets')}
        options={options}
        selected={review.target}
        placeholder={t('review.target-none')}
        description={
          last === undefined ? t('review.target-why') : t('review.target-last', { name: last.label })
        }
        matches={(option, typed) => foldText(option.label).includes(foldText(typed.trim()))}
        moreText={(count) => (count === 0 ? t('common.nothing-found') : t('common.more', { count }))}
        inputRef={inputRef}
        onSelect={choose}
      />
    </div>
  )
}
