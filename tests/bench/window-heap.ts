import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import type { Row } from './report.ts'
import { goToReview, openDesk } from './window-desk.ts'
import { makeWindowVault } from './window-vault.ts'

const MEBIBYTE = 2 ** 20
const PAPERS = 40
/** By then everything that is loaded once has been. */
const SETTLED_AFTER = 50

/** How much the window keeps of documents that were left, in review and in the viewer. */
export async function measureHeap(switches: number): Promise<readonly Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-window-'))
  try {
    await makeWindowVault(path.join(folder, 'app'), { caseFiles: 100, papers: PAPERS })
    const { page, close } = await openDesk(path.join(folder, 'app'))
    try {
      const session = await page.context().newCDPSession(page)
      await goToReview(page)
      const reviewed = await grown(session, switches, (nth) => stepInReview(page, nth))
      const viewed = await grown(session, switches, async (nth) => {
        await stepInReview(page, nth)
        await view(page)
      })
      return [...rowsOf('review', reviewed, switches), ...rowsOf('viewer', viewed, switches)]
    } finally {
      await close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Goes through the queue to its end, and back. */
async function stepInReview(page: Page, nth: number): Promise<void> {
  const isForward = Math.floor(nth / (PAPERS - 1)) % 2 === 0
  const before = await page.locator('main img').first().getAttribute('src')
  await page.keyboard.press(isForward ? 'Alt+ArrowRight' : 'Alt+ArrowLeft')
  await page.waitForFunction((was) => {
    const picture = document.querySelector<HTMLImageElement>('main img')
    return picture !== null && picture.getAttribute('src') !== was && picture.complete
  }, before)
}

async function view(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+V')
  await page.locator("section:is([data-shown='full'], [data-shown='fine'])").first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

interface Held {
  readonly heapMb: number
  readonly nodes: number
}

async function held(session: CDPSession): Promise<Held> {
  await session.send('Performance.enable')
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const valueOf = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN
  return { heapMb: valueOf('JSHeapUsedSize') / MEBIBYTE, nodes: valueOf('Nodes') }
}

async function grown(
  session: CDPSession,
  switches: number,
  step: (nth: number) => Promise<void>,
): Promise<readonly [Held, Held]> {
  for (let nth = 0; nth < SETTLED_AFTER; nth += 1) await step(nth)
  const before = await held(session)
  for (let nth = SETTLED_AFTER; nth < switches; nth += 1) await step(nth)
  return [before, await held(session)]
}

function rowsOf(where: string, [before, after]: readonly [Held, Held], switches: number): readonly Row[] {
  const more = `${where}: from switch ${SETTLED_AFTER} to ${switches}`
  return [
    { what: `${where}: heap at switch ${SETTLED_AFTER}`, value: before.heapMb, unit: 'MB' },
    { what: `${more}, heap (wanted: below 50)`, value: after.heapMb - before.heapMb, unit: 'MB more' },
    { what: `${where}: nodes at switch ${SETTLED_AFTER}`, value: before.nodes, unit: '' },
    { what: `${more}, nodes`, value: after.nodes - before.nodes, unit: 'more' },
  ]
}
