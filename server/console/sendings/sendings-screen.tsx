import { BookUp, ListTree, Send } from 'lucide-react'
import { useState } from 'react'
import type { SendingRow } from '../../../domain/console/sending-api.ts'
import { Button } from '../../../renderer/ui/button.tsx'
import { Disclosure } from '../../../renderer/ui/disclosure.tsx'
import { EmptyState } from '../../../renderer/ui/empty-state.tsx'
import { Panel } from '../../../renderer/ui/panel.tsx'
import { useConsole } from '../console-store.ts'
import { authorityTitle } from '../view/authority-names.ts'
import { formatCount, formatInstant } from '../view/format.ts'
import { RemoteView } from '../view/remote-view.tsx'
import { Screen } from '../view/screen.tsx'
import { ToneBadge } from '../view/tone-badge.tsx'
import { useMayCall } from '../view/use-may-call.ts'
import { SendAuthorityDialog } from './send-authority-dialog.tsx'
import { SendPlanDialog } from './send-plan-dialog.tsx'
import styles from './sendings.module.css'

/** What the province gave the communes, and which of them have fetched it. */
export function SendingsScreen() {
  const sendings = useConsole((state) => state.sendings)
  const maySend = useMayCall('sendPlan')
  const [dialog, setDialog] = useState<'none' | 'plan' | 'authority'>('none')
  const close = (): void => setDialog('none')
  return (
    <Screen
      title="Gửi xuống xã"
      lead="Danh mục hồ sơ và dữ liệu nghiệp vụ tỉnh gửi; xã nhận ở lần đồng bộ sau hoặc qua USB."
      actions={
        maySend ? (
          <>
            <Button icon={<BookUp />} onPress={() => setDialog('authority')}>
              Gửi dữ liệu nghiệp vụ…
            </Button>
            <Button kind="primary" icon={<ListTree />} onPress={() => setDialog('plan')}>
              Gửi danh mục hồ sơ…
            </Button>
          </>
        ) : null
      }
    >
      <RemoteView remote={sendings} loadingText="Đang đọc những gì đã gửi">
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState icon={<Send />} title="Chưa gửi gì xuống xã">
              Danh mục hồ sơ nhận tệp XLSX có các cột như mẫu của Nghị định 30/2020.
            </EmptyState>
          ) : (
            <Panel title={`${formatCount(rows.length)} lần gửi`}>
              {rows.map((row) => (
                <Sending key={row.id} row={row} />
              ))}
            </Panel>
          )
        }
      </RemoteView>
      {dialog === 'plan' ? <SendPlanDialog onClose={close} /> : null}
      {dialog === 'authority' ? <SendAuthorityDialog onClose={close} /> : null}
    </Screen>
  )
}

function Sending({ row }: { readonly row: SendingRow }) {
  const done = row.communes.filter(({ fetched, stations }) => stations > 0 && fetched === stations).length
  const name =
    row.kind === 'plan'
      ? `Danh mục hồ sơ năm ${row.title}`
      : `Dữ liệu nghiệp vụ: ${authorityTitle(row.title)}`
  return (
    <Disclosure
      title={`${name} · ${formatInstant(row.at)} · ${row.by} · ${formatCount(done)}/${formatCount(row.communes.length)} nơi đã nhận`}
    >
      <ul className={styles['communes']}>
        {row.communes.map(({ commune, communeName, entries, fetched, stations }) => (
          <li key={commune} className={styles['commune']}>
            <span>
              {communeName}
              {row.kind === 'plan' ? `: ${formatCount(entries)} hồ sơ mới` : ''}
            </span>
            <FetchedBadge fetched={fetched} stations={stations} />
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

function FetchedBadge({ fetched, stations }: { readonly fetched: number; readonly stations: number }) {
  if (stations === 0) return <ToneBadge>Chưa có máy trạm</ToneBadge>
  if (fetched === stations) return <ToneBadge tone="ok">Đã nhận</ToneBadge>
  const count = `${formatCount(fetched)}/${formatCount(stations)} máy đã nhận`
  return <ToneBadge tone={fetched === 0 ? 'warn' : 'info'}>{count}</ToneBadge>
}
