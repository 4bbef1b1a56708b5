import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SyncSetting } from '../../../domain/sync-api.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { readyValue } from '../../state/attempt.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './sync.module.css'
import { clockTime, type SyncForm, syncFormOf, writtenSetting } from './sync-form.ts'

/** When, over which networks and how fast scans may travel. */
export function SyncSettingDialog() {
  const setting = useApp((state) => readyValue(state.syncSetting))
  return setting === null ? null : <SettingForm setting={setting} />
}

function SettingForm({ setting }: { readonly setting: SyncSetting }) {
  const { t } = useTranslation()
  const save = useApp((state) => state.saveSyncSetting)
  const [form, setForm] = useState(() => syncFormOf(setting))
  const [hasTried, setHasTried] = useState(false)
  const change = (part: Partial<SyncForm>): void => setForm((now) => ({ ...now, ...part }))
  const { faults, written } = writtenSetting(form, setting)
  const told = hasTried ? faults : {}
  return (
    <FormDialog
      title={t('sync-setting.title')}
      lead={t('sync-setting.lead')}
      submitText={t('common.save')}
      workingText={t('sync-setting.saving')}
      onSubmit={() => {
        setHasTried(true)
        return written === null ? null : save(written)
      }}
    >
      <Hours form={form} faults={told} change={change} />
      <Networks form={form} faults={told} change={change} />
      <Limit form={form} faults={told} change={change} />
    </FormDialog>
  )
}

interface PartProps {
  readonly form: SyncForm
  readonly faults: ReturnType<typeof writtenSetting>['faults']
  readonly change: (part: Partial<SyncForm>) => void
}

function Hours({ form, faults, change }: PartProps) {
  const { t } = useTranslation()
  const { from, to } = form
  return (
    <div className={styles['form']}>
      <Checkbox isChecked={form.byHours} onChange={(byHours) => change({ byHours })}>
        {t('sync-setting.by-hours')}
      </Checkbox>
      {form.byHours ? (
        <div className={styles['group']}>
          <div className={styles['clocks']}>
            <TextField
              label={t('sync-setting.from')}
              value={from}
              onChange={(typed) => change({ from: typed })}
              error={faults.from === undefined ? null : t(`sync-setting.${faults.from}`)}
            />
            <TextField
              label={t('sync-setting.to')}
              value={to}
              onChange={(typed) => change({ to: typed })}
              error={faults.to === undefined ? null : t(`sync-setting.${faults.to}`)}
            />
          </div>
          <OverMidnight from={clockTime(from)} to={clockTime(to)} />
        </div>
      ) : null}
    </div>
  )
}

/** Times of a clock as `HH:mm`, which sort as text; null while they are being typed. */
function OverMidnight({ from, to }: { readonly from: string | null; readonly to: string | null }) {
  const { t } = useTranslation()
  if (from === null || to === null || from <= to) return null
  return <p className={styles['note']}>{t('sync-setting.over-midnight', { from, to })}</p>
}

function Networks({ form, faults, change }: PartProps) {
  const { t } = useTranslation()
  const here = useApp((state) => readyValue(state.syncProgress)?.networks ?? [])
  const known = [...new Set([...here, ...form.networks])]
  const toggle = (name: string, isChosen: boolean): void =>
    change({
      networks: isChosen ? [...form.networks, name] : form.networks.filter((other) => other !== name),
    })
  return (
    <div className={styles['form']}>
      <Checkbox isChecked={form.byNetwork} onChange={(byNetwork) => change({ byNetwork })}>
        {t('sync-setting.by-network')}
      </Checkbox>
      {form.byNetwork ? (
        <fieldset className={styles['group']}>
          <legend className={styles['legend']}>{t('sync-setting.networks')}</legend>
          {known.length === 0 ? <p className={styles['note']}>{t('sync-setting.network-none')}</p> : null}
          {known.map((name) => (
            <Checkbox
              key={name}
              isChecked={form.networks.includes(name)}
              onChange={(isChosen) => toggle(name, isChosen)}
            >
              {here.includes(name) ? name : t('sync-setting.network-away', { name })}
            </Checkbox>
          ))}
          {faults.networks === undefined ? null : (
            <p className={styles['error']} role="alert">
              {t(`sync-setting.${faults.networks}`)}
            </p>
          )}
        </fieldset>
      ) : null}
    </div>
  )
}

function Limit({ form, faults, change }: PartProps) {
  const { t } = useTranslation()
  return (
    <div className={styles['form']}>
      <Checkbox isChecked={form.byLimit} onChange={(byLimit) => change({ byLimit })}>
        {t('sync-setting.by-limit')}
      </Checkbox>
      {form.byLimit ? (
        <div className={styles['group']}>
          <div className={styles['clocks']}>
            <TextField
              label={t('sync-setting.limit')}
              value={form.limit}
              onChange={(limit) => change({ limit })}
              error={faults.limit === undefined ? null : t(`sync-setting.${faults.limit}`)}
            />
          </div>
        </div>
      ) : null}
    </div>
  )
}
