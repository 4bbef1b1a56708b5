import { useTranslation } from 'react-i18next'
import type { ClosingFigures } from '../../../domain/closing.ts'
import { Facts } from '../../ui/facts.tsx'
import styles from './complete.module.css'

/** So many numbers are named; the printed sheet names all. */
const TOLD_NUMBERS = 20

/** What the closing sheet (chứng từ kết thúc) will say. */
export function ClosingSheet({ figures }: { readonly figures: ClosingFigures }) {
  const { t } = useTranslation()
  const { documents, sheets, first, last, doubled, missing, listPages } = figures
  const numbers = (list: readonly number[]): string =>
    list.length === 0
      ? t('closing.none')
      : `${list.slice(0, TOLD_NUMBERS).join(', ')}${list.length > TOLD_NUMBERS ? ', …' : ''}`
  return (
    <section aria-label={t('closing.figures')}>
      <h3 className={styles['heading']}>{t('closing.figures')}</h3>
      <Facts
        facts={[
          {
            name: t('closing.sheets'),
            value:
              first === null || last === null
                ? t('closing.no-sheets')
                : t('closing.sheets-of', { sheets, first, last }),
          },
          { name: t('closing.doubled'), value: numbers(doubled) },
          { name: t('closing.missing'), value: numbers(missing) },
          {
            name: t('closing.list-pages'),
            value: t('closing.list-pages-of', { pages: listPages, documents }),
          },
        ]}
      />
    </section>
  )
}
