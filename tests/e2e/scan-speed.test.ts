import { expect, test } from 'vitest'
import type { EngineEvent } from '../../domain/api.ts'
import { realSurroundings } from '../../electron/compose/surroundings.ts'
import { openScanDesk, scannedPages } from '../support/scan-desk.ts'

/** A page on the disk and ready to be shown, from when it left the feeder. */
const MOST_PAGE_MS = 1000

// Among the tests that run alone: what else the machine does would be measured as well.
test('[SC2] a page is stored and can be shown within a second of leaving the feeder', async () => {
  const stored: number[] = []
  const left: number[] = []
  const emit = (event: EngineEvent): void => {
    if (event.name === 'recordsChanged') stored.push(performance.now())
  }
  const timed = await openScanDesk({}, { surroundings: realSurroundings(emit) })
  timed.scanner.onPage = () => left.push(performance.now())
  try {
    timed.scanner.feeder = await scannedPages(2)
    await timed.scan()
    const times: number[] = []
    for (let at = 0; at < 7; at += 1) {
      stored.splice(0)
      left.splice(0)
      timed.scanner.feeder = await scannedPages(1, 10 + at)
      await timed.scan()
      times.push((stored[0] ?? Number.POSITIVE_INFINITY) - (left[0] ?? 0))
    }

    const sorted = times.toSorted((a, b) => a - b)
    process.stderr.write(`pages stored after ${sorted.map((ms) => Math.round(ms)).join(', ')} ms\n`)
    // The middle one: what else this machine does holds up single ones.
    expect(sorted[3]).toBeLessThan(MOST_PAGE_MS)
  } finally {
    await timed.close()
  }
})
