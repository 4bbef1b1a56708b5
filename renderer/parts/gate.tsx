import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Logo } from '../ui/logo.tsx'
import { LanguageChoice, TextSizeChoice } from './appearance-choices.tsx'
import styles from './gate.module.css'

/** The frame of the screens before a vault is open: who we are on the left, one form on the right. */
export function Gate({
  title,
  lead,
  children,
}: {
  readonly title: string
  readonly lead: string
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <div className={styles['gate']}>
      <aside className={styles['side']}>
        <div className={styles['brand']}>
          <Logo sizePx={56} />
          <span className={styles['name']}>{t('app.name')}</span>
        </div>
        <p className={styles['tagline']}>{t('app.tagline')}</p>
        <ul className={styles['points']}>
          <li>{t('gate.offline')}</li>
          <li>{t('gate.sealed')}</li>
          <li>{t('gate.original')}</li>
        </ul>
      </aside>
      <main className={styles['main']}>
        <div className={styles['form']}>
          <h1 className={styles['title']}>{title}</h1>
          <p className={styles['lead']}>{lead}</p>
          {children}
        </div>
        <div className={styles['looks']}>
          <LanguageChoice isLabelHidden />
          <TextSizeChoice isLabelHidden />
        </div>
      </main>
    </div>
  )
}
