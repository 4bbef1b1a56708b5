import { useEffect, useState } from 'react'
import type { FaultReport } from '../../../domain/fault.ts'
import type { Corrections } from '../../../domain/word-corrections.ts'
import { useConsole } from '../console-store.ts'
import { faultText } from '../view/fault-text.ts'
import styles from './page-text.module.css'

/** What was read on the page. @param text hash of its text layer, null where there is none */
export function PageText({
  text,
  corrections = noCorrections,
  isStored,
}: {
  readonly text: string | null
  /** What people say of its words. */
  readonly corrections?: Corrections | undefined
  readonly isStored: boolean
}) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region is focusable (axe scrollable-region-focusable)
    <section className={styles['place']} aria-label="Chữ đọc được trên trang" tabIndex={0}>
      <h3 className={styles['title']}>Chữ đọc được trên trang</h3>
      {text === null ? (
        <p className={styles['note']}>Máy trạm không đọc được chữ trên trang này; chỉ có ảnh.</p>
      ) : (
        <LoadedText key={text} text={text} corrections={corrections} isStored={isStored} />
      )}
    </section>
  )
}

const noCorrections: Corrections = {}

function LoadedText({
  text,
  corrections,
  isStored,
}: {
  readonly text: string
  readonly corrections: Corrections
  readonly isStored: boolean
}) {
  const readText = useConsole((state) => state.readText)
  const [read, setRead] = useState<string | FaultReport | null>(null)
  useEffect(() => {
    // Asked for again once it has arrived.
    const stop = new AbortController()
    void readText(text, corrections).then((answer) => {
      if (!stop.signal.aborted) setRead(answer)
    })
    return () => stop.abort()
  }, [readText, text, corrections, isStored])

  if (read === null) return <p className={styles['note']}>Đang tải chữ của trang…</p>
  if (typeof read !== 'string') {
    const isComing = read.code === 'not-found'
    return (
      <p className={styles['note']}>
        {isComing
          ? 'Chữ của trang này chưa về tới tỉnh.'
          : `${faultText(read).cause}. ${faultText(read).next}`}
      </p>
    )
  }
  if (read.trim() === '') return <p className={styles['note']}>Trang trắng, không có chữ.</p>
  return <p className={styles['text']}>{read}</p>
}
