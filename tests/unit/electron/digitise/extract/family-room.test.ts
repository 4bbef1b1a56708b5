import { expect, test } from 'vitest'
import type { Word } from '../../../../../domain/text-layer.ts'
import { likeliestFamily } from '../../../../../electron/digitise/extract/family-names.ts'
import { familyRoom } from '../../../../../electron/digitise/extract/family-room.ts'
import { pageTexts } from '../../../../../electron/digitise/extract/page-text.ts'
import { printWidth, SPACE_WIDTH } from '../../../../../electron/digitise/extract/print-width.ts'

const SCALE = 0.04
const MIDDLE = 1200

const word = (text: string, [left, right]: readonly [number, number], top: number): Word => ({
  text,
  confidence: 0.95,
  box: [left, top, right, top + 30],
})

/** A name in the middle under a line, its family not read. */
function page(name: string, shiftPx = 0) {
  const [family = '', ...given] = name.split(' ')
  const width = printWidth(name) * SCALE
  const begin = MIDDLE + shiftPx - width / 2
  const next = begin + (printWidth(family) + SPACE_WIDTH) * SCALE
  const middle = next + printWidth(given[0] ?? '') * SCALE
  const last = middle + SPACE_WIDTH * SCALE
  const words = [
    word(given[0] ?? '', [next, middle], 1500),
    word(given[1] ?? '', [last, MIDDLE + shiftPx + width / 2], 1500),
  ]
  const title = [word('TM.', [1000, 1060], 1200), word('ỦY BAN NHÂN DÂN', [1070, 1400], 1200)]
  const layer = {
    version: 1 as const,
    widthPx: 1654,
    heightPx: 2339,
    engine: 'test',
    lines: [
      { box: [1000, 1200, 1400, 1230] as const, words: title },
      { box: [next, 1500, 1400, 1530] as const, words },
    ].map(({ box, words: own }) => ({ box: [...box] as [number, number, number, number], words: own })),
  }
  const [text] = pageTexts([layer])
  if (text === undefined) throw new Error('no page')
  return { text, words }
}

test.each(['Trương Công Tám', 'Lê Công Tám', 'Phan Quốc Tịnh'])(
  '[DG7] the room of the family of %s is told by the line that the name is centred under',
  (name) => {
    const { text, words } = page(name)
    const title = text.pieces.slice(0, 1)

    const room = familyRoom(title, text)(words)

    expect(room).toBeCloseTo(printWidth(name.split(' ')[0] ?? ''), -1)
  },
)

test('[DG7] where no line is over the name, or no family fits under it, nothing is told of the room', () => {
  const { text, words } = page('Phan Quốc Tịnh', 200)

  expect(familyRoom([], text)(words)).toBeNull()
  expect(familyRoom(text.pieces.slice(0, 1), text)(words)).toBeNull()
})

test('[DG7] of families that are as near to what was read the one that fits into the room is meant', () => {
  const readings = ['xDusøg', 'TrZøwg', 'ILưøffg']

  expect(likeliestFamily(readings)).toBeNull()
  expect(likeliestFamily(readings, printWidth('Trương'))).toBe('Trương')
  expect(likeliestFamily(['Đgđñ', 'Đoàf'], printWidth('Đoàn'))).toBe('Đoàn')
})
