import { PackageOpen } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DEFAULT_PROFILE } from '../../../domain/authority.ts'
import { type PackageFormat, packageFormats } from '../../../domain/package-api.ts'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { RemoteView } from '../../parts/remote-view.tsx'
import { readyValue } from '../../state/attempt.ts'
import type { PackStep } from '../../state/package-slice.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { Select } from '../../ui/select.tsx'
import { PackChoice } from './pack-choice.tsx'
import styles from './packages.module.css'
import { PackedReport } from './packed-report.tsx'

/** Packs closed case files into a folder; says what was packed, and why the rest was not. */
export function PackagesDialog({ chosen }: { readonly chosen: readonly string[] }) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const step = useApp((state) => state.packStep)
  const remote = useApp((state) => state.toPack)
  const pack = useApp((state) => state.packFiles)
  const stop = useApp((state) => state.stopPackages)
  const [format, setFormat] = useState<PackageFormat>('sip')
  const [profile, setProfile] = useState(DEFAULT_PROFILE)
  // Until somebody picks, all are picked.
  const [touched, setTouched] = useState<readonly string[] | null>(chosen.length > 0 ? chosen : null)
  const picked = touched ?? (readyValue(remote)?.rows ?? []).map(({ file }) => file.id)
  const isPacking = step.kind === 'packing'
  const leave = (): void => {
    if (isPacking) void stop()
    close()
  }
  return (
    <Dialog
      title={t('packages.title')}
      closeLabel={t('common.close')}
      onClose={leave}
      actions={
        <>
          <Button onPress={isPacking ? () => void stop() : close}>
            {isPacking ? t('packages.stop') : t('common.close')}
          </Button>
          <Button
            kind="primary"
            icon={<PackageOpen />}
            isDisabled={isPacking || picked.length === 0}
            onPress={() => void pack({ caseFiles: picked, format, profile })}
          >
            {t('packages.choose-folder', { count: picked.length })}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <p>{t('packages.note')}</p>
        <FormatChoice format={format} onFormat={setFormat} profile={profile} onProfile={setProfile} />
        <RemoteView remote={remote} loadingText={t('packages.loading')}>
          {({ rows }) => (
            <PackChoice
              rows={chosen.length > 0 ? rows.filter(({ file }) => chosen.includes(file.id)) : rows}
              picked={picked}
              onPick={setTouched}
            />
          )}
        </RemoteView>
        <Progress step={step} />
      </div>
    </Dialog>
  )
}

function Progress({ step }: { readonly step: PackStep }) {
  const { t } = useTranslation()
  switch (step.kind) {
    case 'idle':
      return null
    case 'packing': {
      const { done, total, refused } = step
      return (
        <ProgressBar
          label={t('packages.packing')}
          value={done}
          total={total}
          countText={t('packages.done-of', { done, total, refused })}
        />
      )
    }
    case 'packed':
      return <PackedReport report={step.report} />
    case 'failed':
      return <FaultBanner fault={step.fault} />
  }
}

function FormatChoice({
  format,
  profile,
  onFormat,
  onProfile,
}: {
  readonly format: PackageFormat
  readonly profile: string
  readonly onFormat: (format: PackageFormat) => void
  readonly onProfile: (profile: string) => void
}) {
  const { t } = useTranslation()
  const profiles = useApp((state) => readyValue(state.authority)?.profiles) ?? []
  const formats = packageFormats.map((id) => ({ id, label: t(`packages.format.${id}`) }))
  return (
    <>
      <Select
        label={t('packages.format-label')}
        options={formats}
        selected={format}
        placeholder={t('packages.format-label')}
        onSelect={(id) => onFormat(packageFormats.find((known) => known === id) ?? 'sip')}
      />
      <Select
        label={t('packages.profile')}
        options={profiles.map(({ id, name }) => ({ id, label: name }))}
        selected={profile}
        placeholder={t('packages.profile')}
        onSelect={onProfile}
      />
    </>
  )
}
