// How long a clerk waits: `npm start`, warm, until the window can be used, against a bare Electron window.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { attachTo, freePort } from '../support/debugging-port.ts'
import { median, printRows } from './report.ts'

const ROUNDS = 7
const root = path.join(import.meta.dirname, '../..')
// Outside Electron the package's export is the path of the runtime.
const executable = String(createRequire(import.meta.url)('electron'))

const bareMain = `
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 1366, height: 768 }).loadFile('index.html'))
app.on('window-all-closed', () => app.quit())
`

/** Milliseconds from the start of a command until its window shows a heading. */
async function timeToWindow(start: (debugging: string) => ChildProcess): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const child = start(`--remote-debugging-port=${port}`)
  try {
    const { browser, page } = await attachTo(port)
    await page.getByRole('heading').first().waitFor()
    const tookMs = performance.now() - began
    await browser.close()
    return tookMs
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
    await gone
  }
}

const folder = await mkdtemp(path.join(tmpdir(), 'bench-start-'))
const bareFolder = path.join(folder, 'bare')
await mkdir(bareFolder)
await writeFile(path.join(bareFolder, 'package.json'), '{"name":"bare","main":"main.js"}')
await writeFile(path.join(bareFolder, 'main.js'), bareMain)
await writeFile(path.join(bareFolder, 'index.html'), '<!doctype html><title>bare</title><h1>bare</h1>')

const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const options = { detached: true, stdio: 'ignore', cwd: root } as const
const bare = (debugging: string): ChildProcess =>
  spawn(executable, [...asRoot, debugging, bareFolder], options)
const ours = (debugging: string): ChildProcess =>
  spawn('npm', ['start', '--silent', '--', `--data=${path.join(folder, 'data')}`, debugging], options)

try {
  const times = { bare: [] as number[], ours: [] as number[] }
  await timeToWindow(bare)
  await timeToWindow(ours)
  for (let round = 0; round < ROUNDS; round++) {
    times.bare.push(await timeToWindow(bare))
    times.ours.push(await timeToWindow(ours))
  }
  printRows('start', [
    { what: 'bare Electron window', value: median(times.bare), unit: 'ms' },
    { what: 'npm start, warm', value: median(times.ours), unit: 'ms' },
    { what: 'ratio (wanted: at most 3)', value: median(times.ours) / median(times.bare), unit: 'x' },
  ])
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
