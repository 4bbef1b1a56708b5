import { type SyntheticEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type ManualBook, type ManualPlace, placeOfAddress } from '../../../domain/manual-book.ts'
import { useApp } from '../../app-store.ts'
import styles from './manual.module.css'

/** A chapter in a frame of its own, which runs no script: it looks like the window, and Escape leaves it as any dialog. */
export function ManualPage({ book, place }: { readonly book: ManualBook; readonly place: ManualPlace }) {
  const { t } = useTranslation()
  const show = useApp((state) => state.showManual)
  const close = useApp((state) => state.closeManual)
  const frame = useRef<HTMLIFrameElement>(null)
  const look = useApp((state) => `${state.preferences.theme} ${state.preferences.textPercent}`)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the window's own look has changed by then.
  useEffect(() => wear(frame.current), [look])
  const chapter = book.chapters.find(({ id }) => id === place.chapter)
  if (chapter === undefined) return null

  const onLoad = ({ currentTarget }: SyntheticEvent<HTMLIFrameElement>): void => {
    const inside = currentTarget.contentDocument
    if (inside === null) return
    wear(currentTarget)
    inside.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') close()
    })
    // A link in the chapter may have led to another one.
    const reached = placeOfAddress(book, inside.location.href)
    if (reached !== null && reached.chapter !== place.chapter) show(reached)
  }
  const anchor = place.section === null ? '' : `#${place.section}`
  return (
    <iframe
      ref={frame}
      className={styles['page']}
      title={t('manual.page', { title: chapter.title })}
      src={`./manual/${chapter.id}.html${anchor}`}
      onLoad={onLoad}
    />
  )
}

/** Gives the page in the frame the theme and the size of text of the window. */
function wear(frame: HTMLIFrameElement | null): void {
  const inside = frame?.contentDocument?.documentElement
  if (inside === undefined) return
  for (const name of ['theme', 'text']) {
    const value = document.documentElement.dataset[name]
    if (value !== undefined) inside.dataset[name] = value
  }
}
