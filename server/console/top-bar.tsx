import { KeyRound, LogOut } from 'lucide-react'
import { useState } from 'react'
import { mayCall } from '../../domain/console/console-permission.ts'
import type { ConsoleUser } from '../../domain/console/console-user.ts'
import type { ConsoleApi } from '../../domain/console-api.ts'
import { Button } from '../../renderer/ui/button.tsx'
import { Logo } from '../../renderer/ui/logo.tsx'
import { useConsole } from './console-store.ts'
import { PasswordDialog } from './people/password-dialog.tsx'
import { hashOf, type Route } from './state/route.ts'
import styles from './top-bar.module.css'
import { roleNames } from './view/role-names.ts'

const places: readonly {
  readonly route: Route
  readonly name: string
  readonly holds: readonly Route['kind'][]
  /** Shown to who may make this call. */
  readonly call: keyof ConsoleApi
}[] = [
  { route: { kind: 'deposits' }, name: 'Hồ sơ nộp', holds: ['deposits', 'deposit'], call: 'deposits' },
  { route: { kind: 'communes' }, name: 'Xã, phường', holds: ['communes', 'commune'], call: 'communes' },
  { route: { kind: 'search' }, name: 'Tìm kiếm', holds: ['search'], call: 'searchHoldings' },
  { route: { kind: 'sendings' }, name: 'Gửi xuống xã', holds: ['sendings'], call: 'sendings' },
  { route: { kind: 'users' }, name: 'Người dùng', holds: ['users'], call: 'users' },
  { route: { kind: 'stations' }, name: 'Máy trạm', holds: ['stations'], call: 'stations' },
  { route: { kind: 'audit' }, name: 'Nhật ký', holds: ['audit'], call: 'audit' },
]

/** Where one is, where one can go, and who is signed in. */
export function TopBar({ user }: { readonly user: ConsoleUser }) {
  const route = useConsole((state) => state.route)
  const signOut = useConsole((state) => state.signOut)
  const [isChanging, setIsChanging] = useState(false)
  return (
    <header className={styles['bar']}>
      <div className={styles['mark']}>
        <Logo sizePx={28} />
        <span className={styles['name']}>Lưu trữ tỉnh</span>
      </div>
      <nav aria-label="Các phần" className={styles['places']}>
        {places
          .filter(({ call }) => mayCall(call, user.role))
          .map((place) => (
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
        <span className={styles['who']}>
          <span className={styles['userName']} title={user.name}>
            {user.name}
          </span>
          <span className={styles['role']}>· {roleNames[user.role]}</span>
        </span>
        <Button kind="quiet" size="small" icon={<KeyRound />} onPress={() => setIsChanging(true)}>
          Đổi mật khẩu
        </Button>
        <Button kind="quiet" size="small" icon={<LogOut />} onPress={() => void signOut()}>
          Đăng xuất
        </Button>
      </div>
      {isChanging ? <PasswordDialog onClose={() => setIsChanging(false)} /> : null}
    </header>
  )
}
