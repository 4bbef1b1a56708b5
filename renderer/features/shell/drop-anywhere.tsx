import { Download } from 'lucide-react'
import { useLayoutEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { isUpdateFile } from '../../state/update-slice.ts'
import styles from './drop-anywhere.module.css'

/** Takes files that are dropped anywhere on the window, and shows so while they hover. */
export function DropAnywhere() {
  const { t } = useTranslation()
  const dropFiles = useApp((state) => state.dropFiles)
  const dropUpdate = useApp((state) => state.dropUpdate)
  const [isOver, setIsOver] = useState(false)
  // Before the first frame: a file that comes with it is not the browser's to open.
  useLayoutEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
    const over = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setIsOver(true)
    }
    const leave = (event: DragEvent): void => {
      // Nothing is entered instead: the pointer left the window.
      if (event.relatedTarget === null) setIsOver(false)
    }
    const drop = (event: DragEvent): void => {
      setIsOver(false)
      if (!hasFiles(event)) return
      event.preventDefault()
      const files = [...(event.dataTransfer?.files ?? [])]
      const update = files.find(isUpdateFile)
      void (update === undefined ? dropFiles(files) : dropUpdate(update))
    }
    // Entering a part of the window is an answer of its own: refused, a drop before the next move would be lost.
    window.addEventListener('dragenter', over)
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', over)
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [dropFiles, dropUpdate])
  if (!isOver) return null
  return (
    <div className={styles['overlay']}>
      <div className={styles['frame']}>
        <Download aria-hidden="true" />
        <p className={styles['title']}>{t('intake.drop-now')}</p>
        <p>{t('intake.secrets')}</p>
      </div>
    </div>
  )
}
