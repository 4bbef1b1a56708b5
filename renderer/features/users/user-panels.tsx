import { AccessLogPanel } from './access-log-panel.tsx'
import { SecurityPanel } from './security-panel.tsx'
import { UsersPanel } from './users-panel.tsx'

/** All that the settings show of users, keys and who saw what, as far as the role of the signed-in user goes. */
export function UserPanels() {
  return (
    <>
      <SecurityPanel />
      <UsersPanel />
      <AccessLogPanel />
    </>
  )
}
