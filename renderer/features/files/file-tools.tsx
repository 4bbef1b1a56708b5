import { MapPin, PackageOpen, Printer, Rows3, StickyNote } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { CommandButton } from '../../parts/command-button.tsx'
import styles from './files.module.css'

/** What can be written of case files, and printed for their paper. */
export function FileTools({ isMany = false }: { readonly isMany?: boolean }) {
  const { t } = useTranslation()
  return (
    <div className={styles['actions']} role="group" aria-label={t('files.file-bar')}>
      {isMany ? <CommandButton id="set-place" kind="quiet" size="small" icon={<MapPin />} /> : null}
      {isMany ? null : <CommandButton id="note-file" kind="quiet" size="small" icon={<StickyNote />} />}
      <CommandButton id="print-separators" kind="quiet" size="small" icon={<Rows3 />} />
      {isMany ? null : <CommandButton id="export-package" kind="quiet" size="small" icon={<PackageOpen />} />}
      <CommandButton id="print-box-labels" kind="quiet" size="small" icon={<Printer />} />
    </div>
  )
}
