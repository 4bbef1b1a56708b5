import {
  ChevronsLeft,
  ChevronsRight,
  FolderInput,
  Merge,
  RotateCcw,
  RotateCw,
  Scissors,
  Trash2,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { CommandButton } from '../../parts/command-button.tsx'
import styles from './arrange.module.css'

const tools = [
  ['pages-earlier', <ChevronsLeft key="icon" />],
  ['pages-later', <ChevronsRight key="icon" />],
  ['pages-turn-left', <RotateCcw key="icon" />],
  ['pages-turn-right', <RotateCw key="icon" />],
  ['pages-split', <Scissors key="icon" />],
  ['pages-join', <Merge key="icon" />],
  ['pages-move', <FolderInput key="icon" />],
  ['pages-put-away', <Trash2 key="icon" />],
] as const

/** What can be done with the pages that are chosen, each with its key. */
export function PageTools({ chosen }: { readonly chosen: number }) {
  const { t } = useTranslation()
  return (
    <div className={styles['tools']} role="toolbar" aria-label={t('arrange.tools')}>
      <span className={styles['chosen']} role="status">
        {chosen === 0 ? t('arrange.none-chosen') : t('arrange.chosen', { count: chosen })}
      </span>
      {tools.map(([id, icon]) => (
        <CommandButton key={id} id={id} size="small" icon={icon} />
      ))}
    </div>
  )
}
