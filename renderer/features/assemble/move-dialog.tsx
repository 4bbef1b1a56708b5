import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Target } from '../../../domain/desk-rows.ts'
import type { Document } from '../../../domain/records/document.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { targetName, targetOption } from '../../parts/target-option.ts'
import { readyValue } from '../../state/attempt.ts'
import { shownFile } from '../../state/files-slice.ts'
import { ComboBox } from '../../ui/combo-box.tsx'

/** Which other case file takes the documents: one that is open, or a new one from the plan. */
export function MoveDialog({ documents }: { readonly documents: readonly Document[] }) {
  const { t } = useTranslation()
  const find = useApp((state) => state.findTargets)
  const found = useApp((state) => readyValue(state.targets))
  const move = useApp((state) => state.moveDocuments)
  const own = useApp((state) => shownFile(state)?.file.id ?? null)
  const [target, setTarget] = useState<Target | null>(null)
  const rows = (found?.rows ?? []).filter(({ id }) => id !== own)
  const options = rows.map((each) => targetOption(t, each))
  const ids = documents.map(({ id }) => id)
  return (
    <FormDialog
      title={t('assemble.move', { count: documents.length })}
      lead={t('assemble.move-lead')}
      submitText={t('assemble.move-do')}
      workingText={t('assemble.working', { count: documents.length })}
      onSubmit={() => (target === null ? null : move(ids, target))}
    >
      <ComboBox
        label={t('review.target')}
        openLabel={t('review.open-targets')}
        options={options}
        selected={target?.id ?? null}
        selectedLabel={target === null ? '' : targetName(target)}
        placeholder={t('review.target-none')}
        hidden={(found?.total ?? 0) - (found?.rows.length ?? 0)}
        onType={(typed) => void find(typed)}
        moreText={(count) => (count === 0 ? t('common.nothing-found') : t('common.more', { count }))}
        onSelect={(id) => setTarget(rows.find((each) => each.id === id) ?? null)}
      />
    </FormDialog>
  )
}
