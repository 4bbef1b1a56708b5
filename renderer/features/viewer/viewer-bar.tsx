import {
  ArrowLeft,
  Info,
  PanelLeft,
  RotateCw,
  RotateCwSquare,
  Ruler,
  Scan,
  StretchHorizontal,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'
import { Heading } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { formatShare } from '../../parts/format.ts'
import { documentName } from '../../parts/names.ts'
import { isAllowed } from '../../state/rights.ts'
import type { Viewer } from '../../state/viewer-state.ts'
import { Button } from '../../ui/button.tsx'
import { FindBox } from './find-box.tsx'
import { ToolButton } from './tool-button.tsx'
import { useFocusOnVisit } from './use-focus-on-visit.ts'
import styles from './viewer-bar.module.css'

/** What the viewer can do, above its pages. */
export function ViewerBar({
  viewer,
  pages,
}: {
  readonly viewer: Viewer
  /** Takes the focus back from the boxes. */
  readonly pages: RefObject<HTMLDivElement | null>
}) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const close = useApp((state) => state.closeViewer)
  const canTurn = useApp((state) => isAllowed(state, 'turnPage'))
  const toPages = (): void => pages.current?.focus({ preventScroll: true })
  return (
    <header className={styles['bar']}>
      <Button size="small" kind="quiet" icon={<ArrowLeft />} shortcut="Esc" onPress={close}>
        {t('viewer.back')}
      </Button>
      <Heading slot="title" level={2} className={styles['title'] ?? ''}>
        {documentName(t, authority, viewer.document)}
      </Heading>
      <FindBox viewer={viewer} toPages={toPages} />
      <div className={styles['tools']} role="toolbar" aria-label={t('viewer.tools')}>
        <ToolButton command="show-thumbnails" icon={<PanelLeft />} isOn={viewer.isRailShown} />
        <PageBox viewer={viewer} toPages={toPages} />
        <span className={styles['rule']} />
        <ToolButton command="zoom-out" icon={<ZoomOut />} />
        <output
          className={styles['percent']}
          aria-label={t('viewer.zoom', { percent: formatShare(viewer.scale) })}
        >
          {formatShare(viewer.scale)}
        </output>
        <ToolButton command="zoom-in" icon={<ZoomIn />} />
        <ToolButton command="fit-width" icon={<StretchHorizontal />} isOn={viewer.zoom === 'width'} />
        <ToolButton command="fit-page" icon={<Scan />} isOn={viewer.zoom === 'page'} />
        <span className={styles['rule']} />
        <ToolButton command="turn-view" icon={<RotateCw />} />
        {canTurn ? <ToolButton command="turn-page" icon={<RotateCwSquare />} /> : null}
        <ToolButton command="measure" icon={<Ruler />} isOn={viewer.tool === 'measure'} />
        <ToolButton command="show-info" icon={<Info />} isOn={viewer.isInfoShown} />
      </div>
    </header>
  )
}

/** The number of the page in sight, to be typed over. */
function PageBox({ viewer, toPages }: { readonly viewer: Viewer; readonly toPages: () => void }) {
  const { t } = useTranslation()
  const goToPage = useApp((state) => state.goToPage)
  const box = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState<string | null>(null)
  useFocusOnVisit(box, viewer.pageVisits)
  return (
    <span className={styles['number']}>
      <input
        ref={box}
        className={styles['number-box']}
        aria-label={t('viewer.go-to')}
        inputMode="numeric"
        value={typed ?? String(viewer.page + 1)}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onBlur={() => setTyped(null)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          if (event.key === 'Enter' && typed !== null) goToPage(Number.parseInt(typed, 10) - 1)
          setTyped(null)
          toPages()
        }}
      />
      <span>{t('viewer.of', { total: viewer.document.pages.length })}</span>
    </span>
  )
}
