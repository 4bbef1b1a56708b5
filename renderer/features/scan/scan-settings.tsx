import { useTranslation } from 'react-i18next'
import { paperSizes, scanColours, scanSources } from '../../../domain/scan-api.ts'
import { useApp } from '../../app-store.ts'
import { readyValue } from '../../state/attempt.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Select } from '../../ui/select.tsx'
import { NetworkScanners } from './network-scanners.tsx'
import styles from './scan.module.css'
import { ScanProfiles } from './scan-profiles.tsx'

/** What the chosen scanner is told; only what it can do is offered. */
export function ScanSettings() {
  const { t } = useTranslation()
  const ability = useApp((state) => readyValue(state.scanForm.ability))
  const setting = useApp((state) => state.scanForm.setting)
  const change = useApp((state) => state.setScan)
  return (
    <>
      {ability === null ? null : (
        <div className={styles['settings']}>
          <Choice
            label={t('scan.source')}
            among={scanSources.filter((id) => ability.sources.includes(id))}
            selected={setting.source}
            nameOf={(id) => t(`scan.source-of.${id}`)}
            onSelect={(source) => change({ source })}
          />
          <Choice
            label={t('scan.colour')}
            among={scanColours.filter((id) => ability.colours.includes(id))}
            selected={setting.colour}
            nameOf={(id) => t(`scan.colour-of.${id}`)}
            onSelect={(colour) => change({ colour })}
          />
          <Choice
            label={t('scan.dpi')}
            among={ability.dpis}
            selected={setting.dpi}
            nameOf={(dpi) => t('scan.dpi-of', { dpi })}
            onSelect={(dpi) => change({ dpi })}
          />
          <Choice
            label={t('scan.size')}
            among={paperSizes.filter((id) => ability.sizes.includes(id))}
            selected={setting.size}
            nameOf={(id) => t(`scan.size-of.${id}`)}
            onSelect={(size) => change({ size })}
          />
          <p className={styles['note']}>{t('scan.dpi-note')}</p>
        </div>
      )}
      <Disclosure title={t('scan.more')}>
        <div className={styles['group']}>
          {ability === null ? null : <ScanProfiles />}
          <NetworkScanners />
        </div>
      </Disclosure>
    </>
  )
}

function Choice<T extends string | number>({
  label,
  among,
  selected,
  nameOf,
  onSelect,
}: {
  readonly label: string
  readonly among: readonly T[]
  readonly selected: T
  readonly nameOf: (value: T) => string
  readonly onSelect: (value: T) => void
}) {
  return (
    <Select
      label={label}
      options={among.map((value) => ({ id: String(value), label: nameOf(value) }))}
      selected={String(selected)}
      placeholder=""
      onSelect={(id) => {
        const value = among.find((each) => String(each) === id)
        if (value !== undefined) onSelect(value)
      }}
    />
  )
}
