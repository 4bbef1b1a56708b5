import type { DepositDetail } from '../../../domain/console/deposit-api.ts'
import { Banner } from '../../../renderer/ui/banner.tsx'
import { useConsole } from '../console-store.ts'
import { countVerdicts, documentsOf } from '../state/deposit-stage.ts'
import { FaultBanner } from '../view/fault-banner.tsx'
import { formatCount, formatInstant } from '../view/format.ts'
import { RemoteView } from '../view/remote-view.tsx'
import { BackLink } from './back-link.tsx'
import { ContentsPanel } from './contents-panel.tsx'
import { CountersPanel } from './counters-panel.tsx'
import { DepositHead } from './deposit-head.tsx'
import styles from './deposit-screen.module.css'
import { DocumentDesk } from './document-desk.tsx'
import { ReceiptPanel } from './receipt-panel.tsx'

/** One deposit: its contents list on the left, the document that is looked at on the right. */
export function DepositScreen() {
  const deposit = useConsole((state) => state.deposit)
  if (deposit.kind === 'ready') return <Opened detail={deposit.value} />
  return (
    <div className={styles['screen']}>
      <BackLink />
      <RemoteView remote={deposit} loadingText="Đang mở lần nộp">
        {() => null}
      </RemoteView>
    </div>
  )
}

function Opened({ detail }: { readonly detail: DepositDetail }) {
  return (
    <div className={styles['screen']}>
      <DepositHead detail={detail} />
      <Outcome detail={detail} />
      <CountersPanel counters={detail.counters} />
      <div className={styles['desk']}>
        <section className={styles['panel']} aria-labelledby="contents-title">
          <header className={styles['head']}>
            <h2 id="contents-title" className={styles['title']}>
              Nội dung lần nộp
            </h2>
            <Tally detail={detail} />
          </header>
          <ContentsPanel detail={detail} />
        </section>
        <section className={styles['panel']} aria-label="Văn bản đang xem">
          <DocumentDesk detail={detail} />
        </section>
      </div>
    </div>
  )
}

function Tally({ detail }: { readonly detail: DepositDetail }) {
  const { passed, failed, open, isolated } = countVerdicts(detail.deposit, documentsOf(detail))
  return (
    <p className={styles['tally']}>
      {formatCount(passed)} đạt · {formatCount(failed)} không đạt · {formatCount(open)} chưa xem
      {isolated === 0 ? '' : ` · ${formatCount(isolated)} đã cách ly`}
    </p>
  )
}

function Outcome({ detail }: { readonly detail: DepositDetail }) {
  const fault = useConsole((state) => state.decisionFault)
  const { outcome } = detail.deposit
  if (detail.receipt !== null) {
    return <ReceiptPanel receipt={detail.receipt} counters={detail.counters} />
  }
  if (outcome !== null) {
    return (
      <Banner
        tone="warn"
        title={`Đã trả lại lúc ${formatInstant(outcome.decidedAt)}, bởi ${outcome.decidedBy}`}
      >
        <span className={styles['reason']}>{outcome.reason}</span>
      </Banner>
    )
  }
  return fault === null ? null : <FaultBanner fault={fault} />
}
