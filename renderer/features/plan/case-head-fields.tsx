import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './plan.module.css'
import { RetentionField } from './retention-field.tsx'

/** What the head of a case file says besides its dates. */
export interface CaseHead {
  readonly notation: string
  readonly title: string
  readonly retention: string
  readonly basis: string
  readonly maker: string
}

export function CaseHeadFields({
  head,
  notation,
  missing,
  isMakerNeeded,
  first = 'title',
  onChange,
}: {
  readonly head: CaseHead
  /** The box of the number and notation. */
  readonly notation: ReactNode
  /** Why an empty box is wrong, once somebody tried to go on without it. */
  readonly missing: (text: string) => string | null
  readonly isMakerNeeded: boolean
  /** Name of the box that has the focus at first. */
  readonly first?: string
  readonly onChange: (part: Partial<CaseHead>) => void
}) {
  const { t } = useTranslation()
  return (
    <>
      <TextArea
        label={t('plan.column.title')}
        value={head.title}
        onChange={(title) => onChange({ title })}
        rows={2}
        error={missing(head.title)}
        isRequired
        autoFocus={!['maker', 'basis', 'notation'].includes(first)}
      />
      <div className={styles['pair']}>
        {notation}
        <TextField
          label={t('plan.column.maker')}
          value={head.maker}
          onChange={(maker) => onChange({ maker })}
          error={isMakerNeeded ? missing(head.maker) : null}
          isRequired={isMakerNeeded}
          autoFocus={first === 'maker'}
        />
      </div>
      <div className={styles['pair']}>
        <div>
          <RetentionField
            value={head.retention}
            error={missing(head.retention)}
            onChange={(retention) => onChange({ retention })}
          />
        </div>
        <TextField
          label={t('plan.basis')}
          value={head.basis}
          onChange={(basis) => onChange({ basis })}
          autoFocus={first === 'basis'}
        />
      </div>
    </>
  )
}
