import { useState } from 'react'
import type { DepositDetail } from '../../../domain/console/deposit-api.ts'
import { Tabs } from '../../../renderer/ui/tabs.tsx'
import { useConsole } from '../console-store.ts'
import { formatCount } from '../view/format.ts'
import { RemoteView } from '../view/remote-view.tsx'
import { ComparisonTable } from './comparison-table.tsx'
import styles from './contents-panel.module.css'
import { ContentsTable } from './contents-table.tsx'
import { TwinsList } from './twins-list.tsx'

type PageId = 'contents' | 'comparison' | 'twins'

/** What is in a deposit: the list with its verdicts, both lists side by side, and what is there twice. */
export function ContentsPanel({ detail }: { readonly detail: DepositDetail }) {
  const comparison = useConsole((state) => state.comparison)
  const [page, setPage] = useState<PageId>('contents')
  const ready = comparison.kind === 'ready' ? comparison.value : null
  const unlike =
    ready?.files.flatMap(({ documents }) => documents).filter(({ state }) => state !== 'same') ?? []
  const twins = ready === null ? 0 : ready.inside.length + ready.held.length
  const waiting = 'Đang dựng lại bản kê của xã'
  return (
    <div className={styles['pages']}>
      <Tabs<PageId>
        label="Nội dung lần nộp"
        selected={page}
        onSelect={setPage}
        pages={[
          {
            id: 'contents',
            name: 'Mục lục',
            content: () => (
              <div className={styles['scroller']}>
                <ContentsTable detail={detail} />
              </div>
            ),
          },
          {
            id: 'comparison',
            name: unlike.length === 0 ? 'Đối chiếu' : `Đối chiếu (${formatCount(unlike.length)} khác)`,
            content: () => (
              <div className={styles['scroller']}>
                <RemoteView remote={comparison} loadingText={waiting}>
                  {(value) => <ComparisonTable comparison={value} />}
                </RemoteView>
              </div>
            ),
          },
          {
            id: 'twins',
            name: `Trùng lặp (${formatCount(twins)})`,
            content: () => (
              <div className={styles['scroller']}>
                <RemoteView remote={comparison} loadingText={waiting}>
                  {(value) => <TwinsList comparison={value} detail={detail} />}
                </RemoteView>
              </div>
            ),
          },
        ]}
      />
    </div>
  )
}
