import { FileCheck2, FileX2, Hash, Inbox, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { DepositDetail } from '../../../domain/console/deposit-api.ts'
import { Badge } from '../../../renderer/ui/badge.tsx'
import { Button } from '../../../renderer/ui/button.tsx'
import { type Obstacle, obstacleOf } from '../state/deposit-stage.ts'
import { FactLine } from '../view/fact-line.tsx'
import { formatCount, formatInstant } from '../view/format.ts'
import { useMayCall } from '../view/use-may-call.ts'
import { AcceptDialog } from './accept-dialog.tsx'
import { BackLink } from './back-link.tsx'
import styles from './deposit-head.module.css'
import { ReturnDialog } from './return-dialog.tsx'
import { StageBadge } from './stage-badge.tsx'
import { useDeskKeys } from './use-desk-keys.ts'

/** What is deposited, whether it is whole, and the decision on it. */
export function DepositHead({ detail }: { readonly detail: DepositDetail }) {
  const { deposit } = detail
  const mayDecide = useMayCall('acceptDeposit')
  return (
    <header className={styles['head']}>
      <div className={styles['what']}>
        <BackLink />
        <div className={styles['names']}>
          <h1 className={styles['title']}>
            {detail.communeName} · lần nộp {deposit.ordinal}
          </h1>
          <StageBadge row={detail} />
          {deposit.madeAs === undefined ? null : (
            <Badge tone="info" icon={<Hash />}>
              Xã lập là lần {deposit.madeAs}, trùng với một lần nộp khác
            </Badge>
          )}
        </div>
      </div>
      <FactLine
        facts={[
          { name: 'Nộp lúc', value: formatInstant(deposit.createdAt) },
          {
            name: 'Gồm',
            value: `${formatCount(detail.files.length)} hồ sơ, ${formatCount(detail.documents)} văn bản`,
          },
          { name: 'Bản kê', value: <ManifestBadge doesMatch={detail.manifestMatches} /> },
        ]}
      />
      {deposit.outcome === null && mayDecide ? <Decision detail={detail} /> : null}
    </header>
  )
}

function ManifestBadge({ doesMatch }: { readonly doesMatch: boolean }) {
  return doesMatch ? (
    <Badge tone="ok" icon={<FileCheck2 />}>
      Khớp
    </Badge>
  ) : (
    <Badge tone="danger" icon={<FileX2 />}>
      Không khớp
    </Badge>
  )
}

function Decision({ detail }: { readonly detail: DepositDetail }) {
  const [dialog, setDialog] = useState<'accept' | 'return' | null>(null)
  const obstacle = obstacleOf(detail)
  useDeskKeys({
    a: () => {
      if (obstacle === null) setDialog('accept')
    },
  })
  const close = (): void => setDialog(null)
  return (
    <div className={styles['decision']}>
      {obstacle === null ? null : (
        <p className={styles['obstacle']}>
          Chưa tiếp nhận được: <strong className={styles['why']}>{obstacleText(obstacle)}</strong>
        </p>
      )}
      <Button icon={<Undo2 />} onPress={() => setDialog('return')}>
        Trả lại…
      </Button>
      <Button
        kind="primary"
        icon={<Inbox />}
        shortcut="A"
        isDisabled={obstacle !== null}
        onPress={() => setDialog('accept')}
      >
        Tiếp nhận
      </Button>
      {dialog === 'accept' ? <AcceptDialog detail={detail} onClose={close} /> : null}
      {dialog === 'return' ? <ReturnDialog detail={detail} onClose={close} /> : null}
    </div>
  )
}

function obstacleText(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'decided':
      return 'Đã được xử lý'
    case 'missing':
      return `Còn thiếu ${formatCount(obstacle.count)} tệp`
    case 'manifest':
      return 'Nội dung không khớp bản kê'
    case 'failing':
      return `${formatCount(obstacle.count)} văn bản không đạt`
  }
}
