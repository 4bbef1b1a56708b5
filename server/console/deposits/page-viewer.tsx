import { ChevronLeft, ChevronRight, CloudDownload, FileX2, RotateCw } from 'lucide-react'
import { useRef, useState } from 'react'
import type { DepositDetail } from '../../../domain/console/deposit-api.ts'
import { turnOf } from '../../../domain/page-turn.ts'
import type { QuarterTurn } from '../../../domain/reading-recipe.ts'
import type { Verdict } from '../../../domain/records/deposit.ts'
import type { Document } from '../../../domain/records/document.ts'
import type { Page } from '../../../domain/records/page.ts'
import { Button } from '../../../renderer/ui/button.tsx'
import { EmptyState } from '../../../renderer/ui/empty-state.tsx'
import { IconButton } from '../../../renderer/ui/icon-button.tsx'
import { PageImage, type ZoomTools } from '../../../renderer/ui/page-image.tsx'
import { Spinner } from '../../../renderer/ui/spinner.tsx'
import { useConsole } from '../console-store.ts'
import { failingText } from '../view/failing-text.ts'
import { FaultBanner } from '../view/fault-banner.tsx'
import type { SourcePage } from '../view/source-page.ts'
import { usePageBitmap } from '../view/use-page-bitmap.ts'
import { PageText } from './page-text.tsx'
import styles from './page-viewer.module.css'
import { useDeskKeys } from './use-desk-keys.ts'

const labels = {
  zoomIn: 'Phóng to',
  zoomOut: 'Thu nhỏ',
  fitWidth: 'Vừa chiều ngang',
  failed: 'Không hiển thị được ảnh của trang này. Trả lại và đề nghị xã số hoá lại trang.',
}

/** One page of a document with what was read on it. */
export function PageViewer({
  commune,
  document,
  index,
  sources,
  verdict,
  onFail,
}: {
  readonly commune: string
  readonly document: Document
  readonly index: number
  readonly sources: DepositDetail['sources']
  readonly verdict: Verdict | undefined
  /** Fails the document for what shows on this page; null where nobody may any more. */
  readonly onFail: (() => void) | null
}) {
  const page = document.pages[index]
  if (page === undefined) {
    return (
      <EmptyState icon={<CloudDownload />} title="Văn bản này không có trang nào">
        Trả lại và đề nghị xã kiểm tra lại văn bản.
      </EmptyState>
    )
  }
  const format = sources[page.source]
  const alt = `Trang ${index + 1} của ${document.pages.length}`
  return (
    <div className={styles['viewer']}>
      <PageVerdict verdict={verdict} document={document} page={page.id} onFail={onFail} />
      {format === undefined ? (
        <div className={styles['absent']}>
          <EmptyState icon={<CloudDownload />} title="Ảnh trang này chưa về tới tỉnh">
            Máy trạm của xã đang gửi; trang tự hiện khi nhận đủ.
          </EmptyState>
          <div className={styles['pager']}>
            <Pager index={index} count={document.pages.length} />
          </div>
        </div>
      ) : (
        <DrawnPage
          page={page}
          source={{ commune, source: page.source, index: page.index, mediaType: format.mediaType }}
          alt={alt}
          count={document.pages.length}
          at={index}
          turn={turnOf(document, page.id)}
        />
      )}
      <PageText
        text={document.texts[page.id] ?? null}
        corrections={document.corrections[page.id]}
        isStored={format !== undefined}
      />
    </div>
  )
}

/** Why the document fails where that shows on this page, or the way to say so. */
function PageVerdict({
  verdict,
  document,
  page,
  onFail,
}: {
  readonly verdict: Verdict | undefined
  readonly document: Document
  readonly page: string
  readonly onFail: (() => void) | null
}) {
  const isHere = verdict?.hasPassed === false && verdict.page === page
  return (
    <div className={styles['said']}>
      {isHere ? <p className={styles['reason']}>{failingText(verdict, document)}</p> : null}
      {onFail === null ? null : (
        <Button size="small" kind="quiet" icon={<FileX2 />} shortcut="T" onPress={onFail}>
          Không đạt, ở trang này…
        </Button>
      )}
    </div>
  )
}

function DrawnPage({
  page,
  source,
  alt,
  at,
  count,
  turn,
}: {
  readonly page: Page
  readonly source: SourcePage
  readonly alt: string
  readonly at: number
  readonly count: number
  readonly turn: QuarterTurn
}) {
  const drawn = usePageBitmap(source)
  // Turned for the eye alone, until another page is shown.
  const [byHand, setByHand] = useState<{ readonly page: string; readonly turn: QuarterTurn }>({
    page: page.id,
    turn: 0,
  })
  const extra = byHand.page === page.id ? byHand.turn : 0
  const rotate = (): void => setByHand({ page: page.id, turn: turnedBy(extra, 90) })
  const zoom = useRef<ZoomTools>(null)
  useDeskKeys({
    r: rotate,
    '+': () => zoom.current?.zoomIn(),
    // The key of plus without Shift.
    '=': () => zoom.current?.zoomIn(),
    '-': () => zoom.current?.zoomOut(),
    '0': () => zoom.current?.fitWidth(),
  })
  const pager = (
    <>
      <Pager index={at} count={count} />
      <IconButton label="Xoay trang" icon={<RotateCw />} onPress={rotate} />
    </>
  )
  if (drawn.kind === 'ready') {
    const shown = turnedBy(turn, extra)
    return <PageImage src={drawn.src} alt={alt} turn={shown} labels={labels} pager={pager} zoomRef={zoom} />
  }
  return (
    <div className={styles['absent']}>
      {drawn.kind === 'loading' ? (
        <Spinner countText={`Đang mở trang ${at + 1}/${count}`} />
      ) : (
        <FaultBanner fault={drawn.fault} />
      )}
      <div className={styles['pager']}>{pager}</div>
    </div>
  )
}

function turnedBy(turn: QuarterTurn, by: QuarterTurn): QuarterTurn {
  const turns: readonly QuarterTurn[] = [0, 90, 180, 270]
  return turns[((turn + by) / 90) % 4] ?? 0
}

/** Page n of m with the buttons to turn; PageUp and PageDown do the same. */
function Pager({ index, count }: { readonly index: number; readonly count: number }) {
  const turnPage = useConsole((state) => state.turnPage)
  return (
    <>
      <IconButton
        label="Trang trước"
        icon={<ChevronLeft />}
        isDisabled={index === 0}
        onPress={() => turnPage(-1)}
      />
      <span className={styles['count']}>
        Trang {index + 1}/{count}
      </span>
      <IconButton
        label="Trang sau"
        icon={<ChevronRight />}
        isDisabled={index >= count - 1}
        onPress={() => turnPage(1)}
      />
    </>
  )
}
