import { BookOpenCheck, BookOpenText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { HelpEntry } from '../../domain/help-api.ts'
import styles from './help-text.module.css'

/** What something means and by which rule; a place that nobody compared with the published text says so. */
export function HelpText({ entry }: { readonly entry: HelpEntry }) {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'en' ? 'en' : 'vi'
  const isUnverified = entry.basis.some(({ verified }) => !verified)
  return (
    <div className={styles['help']}>
      <h3 className={styles['title']}>{entry.title[language]}</h3>
      {entry.text[language].split('\n').map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {entry.basis.length === 0 ? null : (
        <ul className={styles['basis']} aria-label={t('help.basis')}>
          {entry.basis.map(({ act, place, verified }) => (
            <li key={`${act} ${place ?? ''}`}>
              {verified ? <BookOpenCheck aria-hidden="true" /> : <BookOpenText aria-hidden="true" />}
              <span lang="vi">{place === null ? act : `${act}, ${place}`}</span>
            </li>
          ))}
        </ul>
      )}
      {isUnverified ? <p className={styles['unverified']}>{t('help.unverified')}</p> : null}
    </div>
  )
}
