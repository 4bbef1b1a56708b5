import { type KeyboardEvent, useRef } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useApp } from '../../app-store.ts'
import type { Viewer } from '../../state/viewer-state.ts'
import { PageInfo } from './page-info.tsx'
import { PageRail } from './page-rail.tsx'
import { PageStack } from './page-stack.tsx'
import styles from './viewer.module.css'
import { ViewerBar } from './viewer-bar.tsx'

/** The document that is looked at, over the whole window; Escape goes back to exactly where one was. */
export function ViewerLayer() {
  const viewer = useApp((state) => state.viewer)
  const close = useApp((state) => state.closeViewer)
  const change = useApp((state) => state.changeView)
  if (viewer === null) return null
  // Escape first puts the ruler away.
  const leave = (): void => (viewer.tool === 'measure' ? change({ tool: 'select' }) : close())
  return (
    <ModalOverlay className={styles['overlay'] ?? ''} isOpen onOpenChange={(isOpen) => isOpen || leave()}>
      <Modal className={styles['modal'] ?? ''}>
        <Dialog className={styles['viewer'] ?? ''}>
          <Opened key={viewer.document.id} viewer={viewer} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Opened({ viewer }: { readonly viewer: Viewer }) {
  const pages = useRef<HTMLDivElement>(null)
  return (
    // What scrolls hears the keys that scroll, wherever among the tools the focus is.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles['whole']} onKeyDown={(event) => scrollPages(event, pages.current)}>
      <ViewerBar viewer={viewer} pages={pages} />
      <div className={styles['body']}>
        {viewer.isRailShown && viewer.document.pages.length > 1 ? <PageRail viewer={viewer} /> : null}
        <PageStack viewer={viewer} place={pages} />
        {viewer.isInfoShown ? <PageInfo viewer={viewer} /> : null}
      </div>
    </div>
  )
}

const scrolling: Readonly<Record<string, (pages: HTMLElement) => number>> = {
  PageDown: (pages) => pages.scrollTop + pages.clientHeight * 0.9,
  PageUp: (pages) => pages.scrollTop - pages.clientHeight * 0.9,
  Home: () => 0,
  End: (pages) => pages.scrollHeight,
}

function scrollPages(event: KeyboardEvent, pages: HTMLElement | null): void {
  const to = scrolling[event.key]
  const isTyping = event.target instanceof HTMLInputElement
  if (to === undefined || pages === null || isTyping || event.altKey) return
  event.preventDefault()
  pages.scrollTop = to(pages)
}
