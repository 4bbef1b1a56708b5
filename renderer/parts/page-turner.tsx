import { ChevronDown, ChevronUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/icon-button.tsx'
import styles from './page-turner.module.css'

/** Goes through the pages of a document; nothing where there is only one. */
export function PageTurner({
  page,
  total,
  onTurn,
}: {
  /** Index from 0. */
  readonly page: number
  readonly total: number
  readonly onTurn: (by: 1 | -1) => void
}) {
  const { t } = useTranslation()
  if (total < 2) return null
  return (
    <>
      <IconButton
        label={t('command.previous-page')}
        icon={<ChevronUp />}
        isDisabled={page === 0}
        onPress={() => onTurn(-1)}
      />
      <span className={styles['name']}>{t('page.of', { number: page + 1, total })}</span>
      <IconButton
        label={t('command.next-page')}
        icon={<ChevronDown />}
        isDisabled={page === total - 1}
        onPress={() => onTurn(1)}
      />
    </>
  )
}
