import { LogOut } from 'lucide-react'
import type { ConsoleUser } from '../../domain/console-api.ts'
import { Button } from '../../renderer/ui/button.tsx'
import { Logo } from '../../renderer/ui/logo.tsx'
import { useConsole } from './console-store.ts'
import { hashOf, type Route } from './state/route.ts'
import styles from './top-bar.module.css'

const roleNames: Readonly<Record<ConsoleUser['role'], string>> = {
  archivist: 'Lưu trữ viên',
  administrator: 'Quản trị',
}
const places: readonly {
  readonly route: Route
  readonly name: string
  readonly holds: readonly Route['kind'][]
}[] = [
  { route: { kind: 'deposits' }, name: 'Hồ sơ chờ tiếp nhận', holds: ['deposits', 'deposit'] },
  { route: { kind: 'communes' }, name: 'Xã, phường', holds: ['communes'] },
]

/** Where one is, where one can go, and who is signed in. */
export function TopBar({ user }: { readonly user: ConsoleUser }) {
  const route = useConsole((state) => state.route)
  const signOut = useConsole((state) => state.signOut)
  return (
    <header className={styles['bar']}>
      <div className={styles['mark']}>
        <Logo sizePx={28} />
        <span className={styles['name']}>Lưu trữ tỉnh</span>
      </div>
      <nav aria-label="Các phần" className={styles['places']}>
        {places.map((place) => (
          <a
            key={place.name}
            href={hashOf(place.route)}
            className={styles['place']}
            aria-current={place.holds.includes(route.kind) ? 'page' : undefined}
          >
            {place.name}
          </a>
        ))}
      </nav>
      <div className={styles['user']}>
        <span>
          <span className={styles['userName']}>{user.name}</span>
          <span className={styles['role']}> · {roleNames[user.role]}</span>
        </span>
        <Button kind="quiet" size="small" icon={<LogOut />} onPress={() => void signOut()}>
          Đăng xuất
        </Button>
      </div>
    </header>
  )
}
