import {
  Archive,
  CircleHelp,
  CircleUserRound,
  CloudUpload,
  FolderOpen,
  History,
  Inbox,
  LayoutDashboard,
  ListTree,
  type LucideIcon,
  ScanSearch,
  Search,
  Settings,
  Split,
  SquareTerminal,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp, useAppStore } from '../../app-store.ts'
import { commandOf } from '../../commands.ts'
import { shownShortcut } from '../../shortcuts.ts'
import { readyValue } from '../../state/attempt.ts'
import { openVault } from '../../state/session-slice.ts'
import { type Screen, screens } from '../../state/view.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { Logo } from '../../ui/logo.tsx'
import { useShortcut } from '../../use-shortcut.ts'
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
  sync: CloudUpload,
  conflicts: Split,
  journal: History,
  settings: Settings,
}

/** The screens, with how much waits in each; below them what was just said, where it lies over nothing. */
export function Rail({ notice }: { readonly notice: ReactNode }) {
  const { t } = useTranslation()
  const store = useAppStore()
  const present = useApp((state) => state.screen)
  const vault = useApp(openVault)
  const overview = useApp((state) => readyValue(state.overview))
  const conflicts = useApp((state) => state.conflictCount)
  const overrides = useApp((state) => state.preferences.shortcuts)
  const waiting: Partial<Record<Screen, number>> =
    overview === null
      ? { conflicts }
      : {
          conflicts,
          intake: overview.refusedSources,
          review: overview.documentsToReview,
          files: overview.documentsToFile,
          deposits: overview.returnedFiles,
        }

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
                screen={screen}
                icon={icons[screen]}
                label={t(`screen.${screen}`)}
                hint={shownShortcut(command, overrides)}
                waiting={waiting[screen] ?? 0}
                waitingText={t('shell.waiting', { count: waiting[screen] ?? 0 })}
                isPresent={screen === present}
                onPress={() => command.run(store)}
              />
            </li>
          )
        })}
      </ul>
      <div className={styles['notice']} data-react-aria-top-layer>
        {notice}
      </div>
      <div className={styles['foot']}>
        <SignedIn />
        <GuideButton id="palette" icon={SquareTerminal} />
        <GuideButton id="help" icon={CircleHelp} />
      </div>
    </nav>
  )
}

/** What can be done, and what it means: both at hand on every screen. */
function GuideButton({ id, icon: Icon }: { readonly id: 'palette' | 'help'; readonly icon: LucideIcon }) {
  const { t } = useTranslation()
  const store = useAppStore()
  const shortcut = useShortcut(id)
  return (
    <button
      type="button"
      className={styles['palette']}
      data-tour={id}
      onClick={() => commandOf(id).run(store)}
    >
      <Icon aria-hidden="true" />
      <span>{t(`command.${id}`)}</span>
      {shortcut === null ? null : (
        <span className={styles['keys']} aria-hidden="true">
          <Kbd keys={shortcut} />
        </span>
      )}
    </button>
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
