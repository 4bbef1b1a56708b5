// Started by Electron: prints pages to A4 in a window that nobody sees. `electron print-window.mjs JOBS.json`
import { readFileSync, writeFileSync } from 'node:fs'
import { app, BrowserWindow } from 'electron'

/** @typedef {{ page: string, pdf: string, footer: string | null }} PrintJob file, file, words below each page */

const EMPTY = '<span></span>'

/** @param {PrintJob} job */
async function print({ page, pdf, footer }) {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, javascript: false } })
  await window.loadFile(page)
  const bytes = await window.webContents.printToPDF({
    pageSize: 'A4',
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
    displayHeaderFooter: footer !== null,
    headerTemplate: EMPTY,
    footerTemplate: footer ?? EMPTY,
  })
  writeFileSync(pdf, bytes)
  window.destroy()
}

const jobsFile = process.argv.at(-1) ?? ''
app.disableHardwareAcceleration()
app.on('window-all-closed', () => {})
void app.whenReady().then(async () => {
  try {
    for (const job of JSON.parse(readFileSync(jobsFile, 'utf8'))) await print(job)
    app.exit(0)
  } catch (error) {
    process.stderr.write(`${String(error)}\n`)
    app.exit(1)
  }
})
