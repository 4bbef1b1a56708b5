import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PDFDocument, rgb } from '@cantoo/pdf-lib'
import { runOnDisplay } from '../display.mjs'
import { inRoot } from '../paths.mjs'
import { electronExecutable } from '../prepare/electron-runtime.mjs'
import { Obstacle } from '../prepare/report.mjs'

/** @typedef {import('./print-window.mjs').PrintJob} PrintJob */

/** How high the words below a page stand, in points. */
const FOOTER_POINTS = 45

/** Prints pages with the program's own runtime. @param {readonly PrintJob[]} jobs */
export async function printPages(jobs) {
  const executable = electronExecutable()
  if (executable === null) throw new Obstacle('Electron is gone: run the command again.')
  const folder = mkdtempSync(path.join(tmpdir(), 'manual-print-'))
  try {
    const jobsFile = path.join(folder, 'jobs.json')
    writeFileSync(jobsFile, JSON.stringify(jobs))
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
    const script = inRoot('build/manual/print-window.mjs')
    const code = await runOnDisplay([executable, ...asRoot, `--user-data-dir=${folder}`, script, jobsFile], {
      env,
    })
    if (code !== 0) throw new Obstacle(`the manual was not printed: Electron ended with ${code}.`)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/**
 * On which page each heading stands that something leads to; from 1.
 * @param {string} file @returns {Promise<(id: string) => number | null>}
 */
export async function readPageNumbers(file) {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const task = getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 })
  const pdf = await task.promise
  /** @type {Map<string, number>} */
  const pages = new Map()
  for (const [id, target] of Object.entries(await pdf.getDestinations())) {
    pages.set(id, (await pdf.getPageIndex(target[0])) + 1)
  }
  await task.destroy()
  return (id) => pages.get(id) ?? null
}

/**
 * Says whose the file is, and takes out when and by what it was made, so that the same manual gives the same words.
 * @param {string} file @param {{ title: string, madeAt: Date, hasCover: boolean }} about nothing stands below a cover @returns {Promise<number>} how many pages it has
 */
export async function signPdf(file, { title, madeAt, hasCover }) {
  const pdf = await PDFDocument.load(readFileSync(file), { updateMetadata: false })
  pdf.setTitle(title, { showInWindowTitleBar: true })
  pdf.setAuthor('Hồ Sơ Xã')
  pdf.setCreator('Hồ Sơ Xã')
  pdf.setProducer('Hồ Sơ Xã')
  pdf.setLanguage('vi-VN')
  pdf.setCreationDate(madeAt)
  pdf.setModificationDate(madeAt)
  if (hasCover) {
    const { width } = pdf.getPage(0).getSize()
    pdf.getPage(0).drawRectangle({ x: 0, y: 0, width, height: FOOTER_POINTS, color: rgb(1, 1, 1) })
  }
  writeFileSync(file, await pdf.save())
  return pdf.getPageCount()
}
