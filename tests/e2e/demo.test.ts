import { spawn } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { attachTo, freePort } from '../support/debugging-port.ts'
import { shoot } from '../support/window.ts'

const start = path.join(import.meta.dirname, '../../build/start.mjs')

test('[RN5] the demonstration connects, reads its samples and says where the province is', async () => {
  const port = await freePort()
  const child = spawn(process.execPath, [start, '--demo', `--remote-debugging-port=${port}`], {
    stdio: 'ignore',
  })
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve))
  try {
    const { browser, page } = await attachTo(port)
    await page.getByText('Đây là bản dùng thử').waitFor({ timeout: 30_000 })
    await page.getByText(/Trang của tỉnh: http:\/\/127\.0\.0\.1:\d+\/console\//).waitFor()
    await page.getByText(/Liên lạc với tỉnh lúc/).waitFor({ timeout: 30_000 })
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Tiếp nhận/ })
      .click()
    await page.getByText('8 tệp: 8 đã nhận, 0 bị từ chối, 0 đang chờ').waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Trang 1, đã đọc' }).waitFor({ timeout: 60_000 })
    await shoot(page, 'demo')
    await browser.close()
  } finally {
    child.kill('SIGTERM')
  }

  expect(await gone).not.toBeNull()
})
