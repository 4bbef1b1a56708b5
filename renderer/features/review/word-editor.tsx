import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { turnOf } from '../../../domain/page-turn.ts'
import type { TextLayer } from '../../../domain/text-layer.ts'
import type { PlacedWord } from '../../../domain/word-corrections.ts'
import { useApp } from '../../app-store.ts'
import { isAllowed } from '../../state/rights.ts'
import { offersFor } from '../../state/word-offers.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { WordCrop } from './word-crop.tsx'
import styles from './words.module.css'

/** One word after the other: its picture, enlarged, above the box in which it is put right. */
export function WordEditor({
  words,
  layer,
}: {
  readonly words: readonly PlacedWord[]
  readonly layer: TextLayer
}) {
  const place = useApp((state) => state.wordPlace)
  const placed = words.find((word) => word.place === place) ?? firstInDoubt(words, null)
  return placed === null ? null : (
    <Editor key={placed.place} placed={placed} words={words} layer={layer} isAsked={place !== null} />
  )
}

interface EditorProps {
  readonly placed: PlacedWord
  readonly words: readonly PlacedWord[]
  readonly layer: TextLayer
  /** Somebody went to this word. */
  readonly isAsked: boolean
}

function Editor({ placed, words, layer, isAsked }: EditorProps) {
  const { t } = useTranslation()
  const review = useApp((state) => state.review)
  const { text, setText, save, press, mayCorrect } = useWordKeys(placed, words)
  const box = useRef<HTMLElement | null>(null)
  // Whoever goes to a word means to type.
  useEffect(() => {
    if (isAsked) box.current?.focus()
  }, [isAsked])
  const page = review?.document.pages[review.page]
  if (review === null || page === undefined) return null
  return (
    <div className={styles['editor']} data-keeps-keys onKeyDownCapture={press}>
      <WordCrop
        page={page}
        box={placed.word.box}
        size={layer}
        turn={turnOf(review.document, page.id)}
        name={t('word.picture', { text: placed.word.text })}
      />
      <div className={styles['line']}>
        <TextField
          label={t('word.box', { number: words.indexOf(placed) + 1, total: words.length })}
          value={text}
          onChange={setText}
          inputRef={(element) => {
            box.current = element
          }}
        />
        <Button size="small" kind="primary" isDisabled={!mayCorrect} shortcut="Enter" onPress={save}>
          {t('word.save')}
        </Button>
      </div>
      <p className={styles['hint']}>{t('word.hint')}</p>
    </div>
  )
}

/** What is typed over a word, and the keys that save it and go to another. */
function useWordKeys(placed: PlacedWord, words: readonly PlacedWord[]) {
  const correct = useApp((state) => state.correctWord)
  const look = useApp((state) => state.lookAtWord)
  const mayCorrect = useApp((state) => isAllowed(state, 'correctWord'))
  const [text, setText] = useState(placed.word.text)
  const at = words.indexOf(placed)
  const go = (to: PlacedWord | undefined): void => {
    if (to !== undefined) look(to.place)
  }
  const save = (): void => {
    const said = text.trim()
    if (mayCorrect && said !== '' && said !== placed.word.text) void correct(placed, said)
    go(firstInDoubt(words, placed) ?? words[at + 1])
  }
  const press = (event: KeyboardEvent): void => {
    const isInBox = event.target instanceof HTMLInputElement
    const steps: Readonly<Record<string, () => void>> = {
      Enter: save,
      ArrowDown: () => go(words[at + 1]),
      ArrowUp: () => go(words[at - 1]),
    }
    const act = event.ctrlKey || event.altKey || !isInBox ? undefined : steps[event.key]
    if (act === undefined || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return { text, setText, save, press, mayCorrect }
}

/** The first word behind another that may be wrong; of no other, the first of all, or the first word where none is in doubt. */
function firstInDoubt(words: readonly PlacedWord[], behind: PlacedWord | null): PlacedWord | null {
  const rest = behind === null ? words : words.slice(words.indexOf(behind) + 1)
  const found = rest.find((placed) => placed.read === null && offersFor(placed).length > 0)
  return found ?? (behind === null ? (words[0] ?? null) : null)
}
