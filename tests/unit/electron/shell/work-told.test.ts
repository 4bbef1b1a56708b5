import { expect, test } from 'vitest'
import { createEventWork } from '../../../../electron/shell/event-work.ts'
import { createWorkBook } from '../../../../electron/shell/work-told.ts'

const reading = (left: number) => ({ kind: 'reading', left, done: null }) as const

test('[UI34] the taskbar shows how far long work is, from the most that was left of it', () => {
  const book = createWorkBook(() => 0)
  expect(book.note([])).toEqual({ going: [], ended: [], isAwake: false, progress: null })
  expect(book.note([reading(10)]).progress).toBe(0)
  expect(book.note([reading(20)]).progress).toBe(0)
  expect(book.note([reading(5)]).progress).toBe(0.75)
  const sending = { kind: 'sending', left: 1, done: 3 } as const
  expect(book.note([reading(10), sending]).progress).toBe((0.5 + 0.75) / 2)
})

test('[UI34] the end of long work is worth a word, that of short work is not', () => {
  const clock = { ms: 0 }
  const book = createWorkBook(() => clock.ms)
  book.note([reading(10)])
  clock.ms = 5000
  expect(book.note([]).ended).toEqual([])
  book.note([reading(10)])
  clock.ms = 20_000
  expect(book.note([]).ended).toEqual(['reading'])
  expect(book.note([]).ended).toEqual([])
})

test('[UI35] only scanning and sending keep the PC awake', () => {
  const book = createWorkBook(() => 0)
  expect(book.note([reading(1), { kind: 'backup', left: 9, done: 1 }]).isAwake).toBe(false)
  expect(book.note([{ kind: 'sending', left: 1, done: 0 }]).isAwake).toBe(true)
  expect(book.note([{ kind: 'scanning', left: 1, done: null }])).toMatchObject({ isAwake: true, progress: 2 })
})

test('[UI34] packing is under way until its last file, or until nothing is heard of it any more', () => {
  const clock = { ms: 0 }
  const work = createEventWork(() => clock.ms)
  const step = (done: number): void =>
    work.note({ name: 'packagesProgress', payload: { done, refused: 1, total: 5 } })

  step(1)
  expect(work.going()).toEqual([{ kind: 'packing', done: 2, left: 3 }])
  step(4)
  expect(work.going()).toEqual([])
  step(2)
  clock.ms = 40_000
  expect(work.going()).toEqual([])
})
