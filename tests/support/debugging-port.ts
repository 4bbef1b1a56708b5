import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { type Browser, chromium, type Page } from 'playwright-core'

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The window of a program that was started with this debugging port, as soon as it has one. */
export async function attachTo(port: number): Promise<{ browser: Browser; page: Page }> {
  const deadline = performance.now() + 60_000
  while (performance.now() < deadline) {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => null)
    const context = browser?.contexts()[0]
    if (browser && context)
      return { browser, page: context.pages()[0] ?? (await context.waitForEvent('page')) }
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('no window after 60 s')
}
