import { useTranslation } from 'react-i18next'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import styles from './draft-banner.module.css'
import type { OfferedDraft } from './use-draft.ts'

/** So much of what was typed is shown, to know it again. */
const MOST_LETTERS = 120

/** Offers what was typed into the form earlier and never saved. */
export function DraftBanner({
  draft,
  text,
}: {
  readonly draft: OfferedDraft | null
  /** In place of what was typed, where that says nothing to a person. */
  readonly text?: string
}) {
  const { t } = useTranslation()
  if (draft === null) return null
  return (
    <Banner tone="info" title={t('draft.unsaved', { text: text ?? shownPart(draft.values) })}>
      <span className={styles['choices']}>
        <Button size="small" onPress={draft.take}>
          {t('draft.take')}
        </Button>
        <Button size="small" onPress={draft.drop}>
          {t('draft.drop')}
        </Button>
      </span>
    </Banner>
  )
}

function shownPart(values: OfferedDraft['values']): string {
  const text = Object.values(values)
    .map((value) => value.trim())
    .filter((value) => value !== '')
    .join(' · ')
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text
}
