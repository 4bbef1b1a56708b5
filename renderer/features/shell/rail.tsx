import {
  Archive,
  CircleUserRound,
  FolderOpen,
  Inbox,
  LayoutDashboard,
  ListTree,
  type LucideIcon,
  ScanSearch,
  Search,
  Settings,
  SquareTerminal,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp, useAppStore } from '../../app-store.ts'
import { commandOf } from '../../commands.ts'
import { shownShortcut } from '../../shortcuts.ts'
import { readyValue } from '../../state/attempt.ts'
import { openVault } from '../../state/session-slice.ts'
import { type Screen, screens } from '../../state/view.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { Logo } from '../../ui/logo.tsx'
import styles from './rail.module.css'
import { RailItem } from './rail-item.tsx'

const icons: Readonly<Record<Screen, LucideIcon>> = {
  overview: LayoutDashboard,
  intake: Inbox,
  review: ScanSearch,
  files: FolderOpen,
  plan: ListTree,
  search: Search,
  deposits: Archive,
  settings: Settings,
}

/** The screens, with how much waits in each. */
export function Rail() {
  const { t } = useTranslation()
  const store = useAppStore()
  const present = useApp((state) => state.screen)
  const vault = useApp(openVault)
  const overview = useApp((state) => readyValue(state.overview))
  const waiting: Partial<Record<Screen, number>> =
    overview === null
      ? {}
      : {
          intake: overview.refusedSources,
          review: overview.documentsToReview,
          files: overview.documentsToFile,
          deposits: overview.returnedFiles,
        }
  const palette = commandOf('palette')

  return (
    <nav className={styles['rail']} aria-label={t('shell.screens')}>
      <div className={styles['brand']}>
        <Logo sizePx={36} />
        <div className={styles['names']}>
          <span className={styles['name']}>{t('app.name')}</span>
          <span className={styles['agency']}>{vault?.fonds.agencyName ?? ''}</span>
        </div>
      </div>
      <ul className={styles['items']}>
        {screens.map((screen) => {
          const command = commandOf(`go-${screen}`)
          return (
            <li key={screen}>
              <RailItem
                icon={icons[screen]}
                label={t(`screen.${screen}`)}
                hint={shownShortcut(command)}
                waiting={waiting[screen] ?? 0}
                waitingText={t('shell.waiting', { count: waiting[screen] ?? 0 })}
                isPresent={screen === present}
                onPress={() => command.run(store)}
              />
            </li>
          )
        })}
      </ul>
      <div className={styles['foot']}>
        <SignedIn />
        <button type="button" className={styles['palette']} onClick={() => palette.run(store)}>
          <SquareTerminal aria-hidden="true" />
          <span>{t('command.palette')}</span>
          <span className={styles['keys']} aria-hidden="true">
            <Kbd keys={shownShortcut(palette) ?? ''} />
          </span>
        </button>
      </div>
    </nav>
  )
}

/** Who works at this PC, and as what. */
function SignedIn() {
  const { t } = useTranslation()
  const vault = useApp(openVault)
  if (vault === null) return null
  return (
    <p className={styles['user']}>
      <CircleUserRound aria-hidden="true" />
      <span>
        {vault.user.name}
        <span className={styles['role']}>{t(`role.${vault.user.role}`)}</span>
      </span>
    </p>
  )
}
