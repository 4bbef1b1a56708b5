import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'

interface Officer {
  readonly from: string
  readonly to: string
  readonly reason: string
}

/** Who hands over to whom, and why. */
export function OfficerFields({
  value,
  onChange,
}: {
  readonly value: Officer
  readonly onChange: (value: Officer) => void
}) {
  const { t } = useTranslation()
  const makers = useApp((state) => state.makers)
  return (
    <>
      <RemoteView remote={makers} loadingText={t('forms.loading-makers')}>
        {(names) => (
          <Select
            label={t('forms.from')}
            options={names.map((name) => ({ id: name, label: name }))}
            selected={value.from === '' ? null : value.from}
            placeholder={t('forms.from-none')}
            onSelect={(from) => onChange({ ...value, from })}
          />
        )}
      </RemoteView>
      <TextField label={t('forms.to')} value={value.to} onChange={(to) => onChange({ ...value, to })} />
      <TextField
        label={t('forms.reason')}
        value={value.reason}
        onChange={(reason) => onChange({ ...value, reason })}
      />
    </>
  )
}
