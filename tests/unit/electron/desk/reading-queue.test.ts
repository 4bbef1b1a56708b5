import { expect, test, vi } from 'vitest'
import { Fault } from '../../../../domain/fault.ts'
import { createReadingDesk, PATIENCE, type ReadingDesk } from '../../../support/reading-desk.ts'

const inHand = (desk: ReadingDesk): readonly string[] =>
  desk.queue.status().inHand.map(({ fileName, page }) => `${fileName}:${page}`)

async function untilBegun(desk: ReadingDesk, pages: number): Promise<void> {
  await vi.waitFor(() => expect(desk.begun).toHaveLength(pages), PATIENCE)
}

test('[IN8] what a person looks at comes first, then its document, its batch, and the others as they came', async () => {
  const desk = await createReadingDesk()
  await desk.takeIn('cu', 3)
  const { batch, document } = await desk.takeIn('moi', 3)
  await desk.takeIn('cung-dot', 1, batch)

  desk.queue.wake()
  await untilBegun(desk, 1)
  desk.queue.lookAt(document, 1)
  await desk.pass(1)
  await desk.passAll()

  // The page under way was read to its end; then the page looked at, those behind it, and those before it.
  expect(desk.begun).toEqual(['cu:0', 'moi:1', 'moi:2', 'moi:0', 'cung-dot:0', 'cu:1', 'cu:2'])
  expect(desk.document(document).proposals).toMatchObject({ number: { value: '44' } })
})

test('[IN8] what was just brought in comes before what came earlier', async () => {
  const desk = await createReadingDesk()
  await desk.takeIn('dem', 2)
  const { batch } = await desk.takeIn('gap', 2)

  desk.queue.openBatch(batch)
  desk.queue.wake()
  await desk.passAll()

  expect(desk.begun).toEqual(['gap:0', 'gap:1', 'dem:0', 'dem:1'])
})

test('[IN9] pausing ends the page in hand, begins none, and holds over a restart until it is resumed', async () => {
  const desk = await createReadingDesk()
  const { document } = await desk.takeIn('don', 3)
  desk.queue.wake()
  await untilBegun(desk, 1)

  await desk.queue.pause()
  await desk.queue.pause()
  await desk.passAll()
  expect(desk.begun).toEqual(['don:0'])
  expect(Object.keys(desk.document(document).texts)).toHaveLength(1)

  await desk.restart()
  desk.queue.wake()
  await desk.queue.settled()
  expect(desk.queue.status()).toMatchObject({ isPaused: true, pagesWaiting: 2, inHand: [] })

  await desk.queue.resume()
  await desk.queue.resume()
  await desk.passAll()
  expect(desk.begun).toEqual(['don:0', 'don:1', 'don:2'])
  expect(desk.queue.status()).toMatchObject({ isPaused: false, pagesWaiting: 0 })
})

test('[IN10] a cancelled batch says so of each page that was not read, and is taken up again', async () => {
  const desk = await createReadingDesk()
  const { batch, document } = await desk.takeIn('don', 3)
  const other = await desk.takeIn('khac', 1)
  desk.queue.wake()
  await untilBegun(desk, 1)
  await desk.pass(1)

  await desk.queue.cancel(batch, new Set())
  await desk.queue.cancel(batch, new Set())
  await desk.passAll()

  const cancelled = desk.document(document)
  expect(Object.keys(cancelled.texts)).toEqual([cancelled.pages[0]?.id])
  expect(Object.values(cancelled.unread)).toEqual(['cancelled', 'cancelled'])
  expect(cancelled.proposals).toMatchObject({ number: { value: '44' } })
  expect(Object.keys(desk.document(other.document).texts)).toHaveLength(1)
  // The second page was begun and given up.
  expect(desk.begun).toEqual(['don:0', 'don:1', 'khac:0'])

  await desk.queue.readUnread(batch)
  await desk.queue.readUnread(batch)
  expect(desk.document(document).proposals).toBeNull()
  await desk.passAll()

  expect(desk.begun.slice(3)).toEqual(['don:1', 'don:2'])
  expect(desk.document(document)).toMatchObject({ unread: {}, proposals: { number: { value: '44' } } })
})

test('[IN10] all that waits is given up in one, whatever brought it, and each batch is taken up again', async () => {
  const desk = await createReadingDesk()
  const first = await desk.takeIn('don', 2)
  const second = await desk.takeIn('khac', 2)
  desk.queue.wake()
  await untilBegun(desk, 1)
  await desk.pass(1)

  await desk.queue.cancel(null, new Set())
  await desk.passAll()

  expect(desk.queue.status()).toMatchObject({ pagesWaiting: 0, inHand: [] })
  expect(Object.values(desk.document(first.document).unread)).toEqual(['cancelled'])
  expect(Object.values(desk.document(second.document).unread)).toEqual(['cancelled', 'cancelled'])

  await desk.queue.readUnread(second.batch)
  await desk.passAll()
  expect(Object.keys(desk.document(second.document).texts)).toHaveLength(2)
  expect(Object.values(desk.document(first.document).unread)).toEqual(['cancelled'])
})

test('[IN10] what a cancelled batch still brings is not read until somebody asks for it', async () => {
  const desk = await createReadingDesk()
  const { batch } = await desk.takeIn('don', 1)
  const other = await desk.takeIn('khac', 1)
  await desk.queue.cancel(batch, new Set([batch]))

  const { document } = await desk.takeIn('den-sau', 2, batch)
  desk.queue.wake()
  await desk.passAll()

  expect(Object.values(desk.document(document).unread)).toEqual(['cancelled', 'cancelled'])
  expect(Object.keys(desk.document(other.document).texts)).toHaveLength(1)
  expect(desk.begun).toEqual(['khac:0'])

  await desk.queue.readUnread(batch)
  await desk.passAll()
  expect(desk.document(document).unread).toEqual({})
})

test('[IN10] a page that failed keeps its reason until somebody has its document read again', async () => {
  const desk = await createReadingDesk()
  const { document } = await desk.takeIn('don', 2)
  desk.queue.wake()
  await untilBegun(desk, 1)
  desk.failNext(new Fault('reader-died', 'gone'))
  await desk.passAll()
  expect(Object.values(desk.document(document).unread)).toEqual(['reader-died'])

  await desk.queue.readUnread(document)
  await desk.passAll()

  expect(desk.begun).toEqual(['don:0', 'don:1', 'don:0'])
  expect(Object.keys(desk.document(document).texts)).toHaveLength(2)
})

test('[IN11] it tells what waits, what is in hand, and how long it takes once that was measured', async () => {
  const desk = await createReadingDesk()
  desk.msPerPage = 2000
  await desk.takeIn('to-trinh.pdf', 6)
  expect(desk.queue.status()).toEqual({
    pagesWaiting: 6,
    pagesDone: 0,
    secondsLeft: null,
    inHand: [],
    isPaused: false,
    slowed: null,
    problem: null,
  })

  desk.queue.wake()
  await untilBegun(desk, 1)
  await desk.pass(1)
  expect(desk.queue.status()).toMatchObject({ pagesWaiting: 5, pagesDone: 1, secondsLeft: null })
  expect(inHand(desk)).toEqual(['to-trinh.pdf:1'])

  await desk.pass(2)
  expect(desk.queue.status()).toMatchObject({ pagesWaiting: 3, pagesDone: 3, secondsLeft: 6 })
  await desk.queue.pause()
  expect(desk.queue.status().secondsLeft).toBeNull()
  expect(desk.events.map(({ name }) => name)).toContain('readingChanged')
})

test('[IN11] a full disk stands still with its reason, and is tried again when somebody resumes', async () => {
  const desk = await createReadingDesk()
  const { document } = await desk.takeIn('don', 1)
  desk.queue.wake()
  await untilBegun(desk, 1)
  desk.failNext(new Fault('disk-full', 'no room'))
  await desk.passAll()
  expect(desk.queue.status()).toMatchObject({ pagesWaiting: 1, problem: { code: 'disk-full' } })

  await desk.queue.resume()
  await desk.passAll()

  expect(desk.queue.status()).toMatchObject({ pagesWaiting: 0, problem: null })
  expect(Object.keys(desk.document(document).texts)).toHaveLength(1)
})
