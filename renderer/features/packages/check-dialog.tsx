import { FileArchive, FolderOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PackageCheck } from '../../../domain/package-api.ts'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import styles from './packages.module.css'

/** Looks at packages and lists every fault. */
export function CheckDialog() {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const step = useApp((state) => state.checkStep)
  const check = useApp((state) => state.checkPackages)
  const stop = useApp((state) => state.stopPackages)
  const isChecking = step.kind === 'checking'
  const leave = (): void => {
    if (isChecking) void stop()
    close()
  }
  return (
    <Dialog
      title={t('packages.check-title')}
      closeLabel={t('common.close')}
      onClose={leave}
      actions={
        <>
          <Button onPress={isChecking ? () => void stop() : close}>
            {isChecking ? t('packages.stop') : t('common.close')}
          </Button>
          <Button icon={<FolderOpen />} isDisabled={isChecking} onPress={() => void check('folder')}>
            {t('packages.check-folder')}
          </Button>
          <Button
            kind="primary"
            icon={<FileArchive />}
            isDisabled={isChecking}
            onPress={() => void check('zips')}
          >
            {t('packages.check-zips')}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <p>{t('packages.check-note')}</p>
        {step.kind === 'checking' ? (
          <Spinner countText={t('packages.checking', { count: step.count })} />
        ) : null}
        {step.kind === 'checked' ? step.checks.map((each) => <Checked key={each.path} check={each} />) : null}
        {step.kind === 'failed' ? <FaultBanner fault={step.fault} /> : null}
      </div>
    </Dialog>
  )
}

function Checked({ check }: { readonly check: PackageCheck }) {
  const { t } = useTranslation()
  const { path, faults, faultCount, notes, files, documents } = check
  const isWhole = faultCount === 0
  const title = isWhole
    ? t('packages.whole', { files, documents })
    : t('packages.faulty', { count: faultCount })
  return (
    <section className={styles['form']}>
      <Banner tone={isWhole ? 'ok' : 'error'} title={title}>
        <p className={styles['folder']}>{path}</p>
        {notes.length === 0 ? null : <p>{t('packages.notes', { count: notes.length })}</p>}
      </Banner>
      {isWhole ? null : (
        <ul className={styles['list']} aria-label={t('packages.faulty', { count: faultCount })}>
          {faults.map(({ code, file, what }, at) => (
            // Nothing of a fault is its own alone: the same may be said twice of one file.
            <li key={`${at} ${code} ${file}`} className={styles['item']}>
              <p className={styles['itemName']}>{t(`packages.fault.${code}`)}</p>
              {file === '' ? null : <p>{file}</p>}
              <p className={styles['itemNote']}>{what}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
