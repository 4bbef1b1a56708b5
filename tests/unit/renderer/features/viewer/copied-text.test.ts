import { expect, test } from 'vitest'
import { copiedText } from '../../../../../renderer/features/viewer/copied-text.ts'
import { placedWords } from '../../../../../renderer/features/viewer/word-places.ts'

test('[UI54] what is copied is composed text in lines, without the blanks that only held places', () => {
  const decomposed = 'ỦY BAN NHÂN DÂN \nXÃ  CẨM HOÀ\n\n\n\nQUYẾT ĐỊNH \n'.normalize('NFD')

  expect(copiedText(decomposed)).toBe('ỦY BAN NHÂN DÂN\nXÃ CẨM HOÀ\n\nQUYẾT ĐỊNH'.normalize('NFC'))
})

test('[UI54] each word but the last of a line is followed by the blank that parts it from the next', () => {
  const words = placedWords(
    {
      box: [100, 50, 400, 90],
      words: [
        { text: 'Cẩm', box: [100, 52, 200, 88], confidence: 1 },
        { text: 'Hoà', box: [212, 52, 300, 88], confidence: 1 },
      ],
    },
    (text) => text.length / 2,
  )

  expect(words.map(({ text }) => text)).toEqual(['Cẩm ', 'Hoà'])
  expect(words.map(({ left, top, heightPx }) => [left, top, heightPx])).toEqual([
    [100, 50, 40],
    [212, 50, 40],
  ])
  // From the first letter to the first of the next word: as wide as on the picture.
  expect((words[0]?.stretch ?? 0) * 2 * (words[0]?.fontPx ?? 0)).toBeCloseTo(112, 6)
})
