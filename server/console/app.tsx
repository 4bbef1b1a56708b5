import { Banner } from '../../renderer/ui/banner.tsx'
import { Button } from '../../renderer/ui/button.tsx'
import { Spinner } from '../../renderer/ui/spinner.tsx'
import styles from './app.module.css'
import { CommuneScreen } from './communes/commune-screen.tsx'
import { CommunesScreen } from './communes/communes-screen.tsx'
import { ConsoleStoreContext, useConsole } from './console-store.ts'
import { DepositScreen } from './deposits/deposit-screen.tsx'
import { DepositsScreen } from './deposits/deposits-screen.tsx'
import { AuditScreen } from './people/audit-screen.tsx'
import { StationsScreen } from './people/stations-screen.tsx'
import { UsersScreen } from './people/users-screen.tsx'
import { SearchScreen } from './search/search-screen.tsx'
import { SendingsScreen } from './sendings/sendings-screen.tsx'
import { SignIn } from './sign-in.tsx'
import type { ConsoleStore } from './state/store.ts'
import { TopBar } from './top-bar.tsx'
import { FaultBanner } from './view/fault-banner.tsx'
import { faultText } from './view/fault-text.ts'

/** The province's console. */
export function App({ store }: { readonly store: ConsoleStore }) {
  return (
    <ConsoleStoreContext value={store}>
      <Entrance />
    </ConsoleStoreContext>
  )
}

function Entrance() {
  const session = useConsole((state) => state.session)
  const begin = useConsole((state) => state.begin)
  switch (session.kind) {
    case 'unknown':
      return (
        <div className={styles['waiting']}>
          <Spinner countText="Đang kết nối máy chủ" />
        </div>
      )
    case 'unreachable':
      return (
        <div className={styles['waiting']}>
          <FaultBanner
            fault={session.fault}
            action={
              <Button size="small" onPress={() => void begin()}>
                Thử lại
              </Button>
            }
          />
        </div>
      )
    case 'out':
      return <SignIn isExpired={session.isExpired} />
    case 'in':
      return (
        <div className={styles['window']}>
          <TopBar user={session.user} />
          <StaleNotice />
          <main className={styles['main']}>
            <Screen />
          </main>
        </div>
      )
  }
}

/** Where nothing could be shown at all, the screen itself says why. */
function StaleNotice() {
  const fault = useConsole((state) => state.staleFault)
  const isShown = useConsole((state) => {
    const { kind } = state.route
    return kind === 'search' ? false : state[kind].kind === 'ready'
  })
  if (fault === null || !isShown) return null
  const { cause, next } = faultText(fault)
  return (
    <div className={styles['notice']}>
      <Banner tone="warn" title={`${cause}; đang hiện số liệu cũ`}>
        {next}
      </Banner>
    </div>
  )
}

function Screen() {
  const route = useConsole((state) => state.route)
  switch (route.kind) {
    case 'communes':
      return <CommunesScreen />
    case 'deposit':
      return <DepositScreen key={`${route.commune} ${route.id}`} />
    case 'deposits':
      return <DepositsScreen />
    case 'commune':
      return <CommuneScreen key={route.code} />
    case 'search':
      return <SearchScreen />
    case 'sendings':
      return <SendingsScreen />
    case 'users':
      return <UsersScreen />
    case 'stations':
      return <StationsScreen />
    case 'audit':
      return <AuditScreen />
  }
}
