import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DropAnywhere } from './drop-anywhere.tsx'
import { FocusKeeper } from './focus-keeper.tsx'
import { KeyListener } from './key-listener.tsx'
import { NoticeToast } from './notice-toast.tsx'
import { Rail } from './rail.tsx'
import styles from './shell.module.css'
import { StatusBar } from './status-bar.tsx'

/** The window of an open vault: rail, present screen, status bar; keys and dropped files are heard everywhere. */
export function Shell({
  children,
  dialog,
  guide,
}: {
  readonly children: ReactNode
  readonly dialog: ReactNode
  /** The tour, and what is told of work in the background. */
  readonly guide: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <div className={styles['shell']}>
      <KeyListener />
      <FocusKeeper />
      <Rail notice={<NoticeToast />} />
      <main className={styles['main']} aria-label={t('shell.content')}>
        {children}
      </main>
      <StatusBar />
      <DropAnywhere />
      {guide}
      {dialog}
    </div>
  )
}
