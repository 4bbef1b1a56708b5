import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { headingLevels, headingName } from '../../../domain/plan-headings.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { TextField } from '../../ui/text-field.tsx'

/** Gives a heading another name; its numeral stays. */
export function HeadingDialog({ heading }: { readonly heading: string }) {
  const { t } = useTranslation()
  const rename = useApp((state) => state.renameHeading)
  const level = headingLevels(heading).at(-1) ?? ''
  const [name, setName] = useState(headingName(level))
  const draft = useDraft(`dialog:heading:${heading}`.slice(0, 200), {
    values: { name },
    onTake: (kept) => setName(kept['name'] ?? name),
  })
  const [hasTried, setHasTried] = useState(false)
  return (
    <FormDialog
      title={t('plan.rename-title', { name: level })}
      lead={t('plan.rename-lead')}
      submitText={t('plan.save')}
      workingText={t('plan.saving')}
      draft={draft}
      onSubmit={() => {
        setHasTried(true)
        return name.trim() === '' ? null : rename(heading, name.trim())
      }}
    >
      <TextField
        label={t('plan.heading-name')}
        value={name}
        onChange={setName}
        error={hasTried && name.trim() === '' ? t('plan.missing') : null}
        isRequired
        autoFocus
      />
    </FormDialog>
  )
}
