import { memo } from 'react'
import type { TextLayer, TextLine } from '../../../domain/text-layer.ts'
import { measuredShare } from './measured-share.ts'
import styles from './page-stack.module.css'
import { placedWords, type WordPlace } from './word-places.ts'

/** The text of a page over its picture, unseen: to be selected, copied and read aloud. */
export const TextWords = memo(function TextWords({
  layer,
  widthPx,
}: {
  readonly layer: TextLayer
  /** Of the picture as it is shown. */
  readonly widthPx: number
}) {
  const scale = widthPx / layer.widthPx
  return (
    <div
      className={styles['text']}
      data-text=""
      style={{ width: layer.widthPx, height: layer.heightPx, transform: `scale(${scale})` }}
    >
      <Lines lines={layer.lines} />
    </div>
  )
})

/** Drawn once for every zoom: only the sheet around them is scaled. */
const Lines = memo(function Lines({ lines }: { readonly lines: readonly TextLine[] }) {
  return lines.map((line) => (
    <div key={line.box.join(' ')} className={styles['line']}>
      {placedWords(line, measuredShare).map((word) => (
        <span key={`${word.left} ${word.top}`} className={styles['word']} style={styleOf(word)}>
          {word.text}
        </span>
      ))}
    </div>
  ))
})

function styleOf({ left, top, heightPx, fontPx, stretch }: WordPlace) {
  return {
    left,
    top,
    height: heightPx,
    lineHeight: `${heightPx}px`,
    fontSize: fontPx,
    transform: `scaleX(${stretch})`,
  }
}
