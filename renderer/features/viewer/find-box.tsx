import { ChevronDown, ChevronUp, Search, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import type { Find, Viewer } from '../../state/viewer-state.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { ToolButton } from './tool-button.tsx'
import { useFocusOnVisit } from './use-focus-on-visit.ts'
import styles from './viewer-bar.module.css'

/** Finds words on all pages of the document: Enter looks, and goes to the next place. */
export function FindBox({ viewer, toPages }: { readonly viewer: Viewer; readonly toPages: () => void }) {
  const { t } = useTranslation()
  const { find } = viewer
  const findInDocument = useApp((state) => state.findInDocument)
  const stepHit = useApp((state) => state.stepHit)
  const box = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState<string | null>(null)
  useFocusOnVisit(box, viewer.findVisits)
  const leave = (): void => {
    setTyped(null)
    void findInDocument('')
    toPages()
  }
  return (
    <div className={styles['find']} role="search">
      <Search aria-hidden="true" />
      <input
        ref={box}
        className={styles['find-box']}
        aria-label={t('viewer.find')}
        placeholder={t('viewer.find')}
        value={typed ?? find.query}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          if (event.key === 'Escape') return leave()
          if (typed === null || typed.trim() === find.query) stepHit(event.shiftKey ? -1 : 1)
          else void findInDocument(typed)
          setTyped(null)
        }}
      />
      {find.query === '' ? null : (
        <>
          <FindCount find={find} total={viewer.document.pages.length} />
          <ToolButton command="previous-hit" icon={<ChevronUp />} />
          <ToolButton command="next-hit" icon={<ChevronDown />} />
          <IconButton label={t('viewer.find-close')} icon={<X />} onPress={leave} />
        </>
      )}
    </div>
  )
}

function FindCount({ find, total }: { readonly find: Find; readonly total: number }) {
  const { t } = useTranslation()
  const count = find.hits.length
  const isLooking = find.pagesDone < total
  const words =
    find.at === null
      ? count === 0 && !isLooking
        ? t('viewer.find-none')
        : t('viewer.find-found', { count })
      : t('viewer.find-count', { at: find.at + 1, count })
  return (
    <output className={styles['count']}>
      {words}
      {isLooking ? `, ${t('viewer.find-looking', { done: find.pagesDone, total })}` : ''}
    </output>
  )
}
