import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { readyValue } from '../../state/attempt.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './scan.module.css'

/** Settings by name: one is taken, the present ones are kept. */
export function ScanProfiles() {
  const { t } = useTranslation()
  const profiles = useApp((state) => readyValue(state.scan)?.profiles ?? none)
  const keep = useApp((state) => state.keepScanProfile)
  const use = useApp((state) => state.useScanProfile)
  const forget = useApp((state) => state.forgetScanProfile)
  const [chosen, setChosen] = useState<string | null>(null)
  const [name, setName] = useState('')
  const shown = profiles.find(({ id }) => id === chosen)
  return (
    <>
      {profiles.length === 0 ? null : (
        <div className={styles['withButton']}>
          <Select
            label={t('scan.profile')}
            options={profiles.map(({ id, name: called }) => ({ id, label: called }))}
            selected={shown?.id ?? null}
            placeholder={t('scan.profile-choose')}
            onSelect={(id) => {
              setChosen(id)
              use(id)
            }}
          />
          {shown === undefined ? null : (
            <IconButton
              label={t('scan.profile-forget', { name: shown.name })}
              icon={<Trash2 />}
              onPress={() => void forget(shown.id)}
            />
          )}
        </div>
      )}
      <div className={styles['withButton']}>
        <TextField label={t('scan.profile-name')} value={name} onChange={setName} />
        <Button
          size="small"
          isDisabled={name.trim() === ''}
          onPress={() => void keep(name.trim()).then(() => setName(''))}
        >
          {t('scan.profile-keep')}
        </Button>
      </div>
    </>
  )
}

const none: readonly never[] = []
