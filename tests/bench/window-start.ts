import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openProgram } from '../support/window.ts'
import { median, type Row } from './report.ts'
import { goToList } from './window-desk.ts'
import { makeWindowVault, WINDOW_PASSPHRASE } from './window-vault.ts'

const ROUNDS = 5

interface Start {
  readonly windowMs: number
  readonly listMs: number
}

/** @param kept a folder in which the large vault is, or is left for another run */
export async function measureStart(caseFiles: number, kept: string | null): Promise<readonly Row[]> {
  const data = kept ?? (await mkdtemp(path.join(tmpdir(), 'bench-window-')))
  try {
    if (!existsSync(path.join(data, 'kho/vault.json'))) await makeWindowVault(data, { caseFiles, papers: 0 })
    const starts: Start[] = []
    for (let round = 0; round < ROUNDS; round += 1) starts.push(await startOnce(data))
    const sums = starts.map(({ windowMs, listMs }) => windowMs + listMs)
    return [
      {
        what: `first start of ${caseFiles} case files to a usable list`,
        value: sums[0] ?? Number.NaN,
        unit: 'ms',
      },
      {
        what: 'from the start to the window, median',
        value: median(starts.map(({ windowMs }) => windowMs)),
        unit: 'ms',
      },
      {
        what: 'from the passphrase to the list, median',
        value: median(starts.map(({ listMs }) => listMs)),
        unit: 'ms',
      },
      { what: 'both without the typing, median (wanted: below 3000)', value: median(sums), unit: 'ms' },
      { what: 'both, the slowest', value: Math.max(...sums), unit: 'ms' },
    ]
  } finally {
    if (kept === null) await rm(data, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** From the start of the process to the form, and from Enter in it to the rows of the list. */
async function startOnce(data: string): Promise<Start> {
  const started = performance.now()
  const { page, close } = await openProgram(data)
  const windowMs = performance.now() - started
  try {
    page.setDefaultTimeout(120_000)
    await page.getByLabel('Mật khẩu').fill(WINDOW_PASSPHRASE)
    const entered = performance.now()
    await page.keyboard.press('Enter')
    await page.getByRole('navigation').first().waitFor()
    await goToList(page)
    return { windowMs, listMs: performance.now() - entered }
  } finally {
    await close()
  }
}
