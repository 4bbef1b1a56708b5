// `npm run manual`: makes the manual of `docs/manual` into `out/manual`: `index.html` to be read in any browser, `huong-dan.pdf`
// and the card for the desk `the-nhanh.pdf`.
import './prepare/node-version.mjs'
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { readBook } from './manual/book.mjs'
import { printPages, readPageNumbers, signPdf } from './manual/build-pdf.mjs'
import { writePrintPages } from './manual/pages.mjs'
import { readProgramTables } from './manual/program-tables.mjs'
import { inRoot, isProgram, root } from './paths.mjs'
import { Obstacle, runCommand, say } from './prepare/report.mjs'
import { prepare } from './prepare.mjs'

const FOOTER = `<div style="width:100%;padding:0 20mm;font:9.5px 'Be Vietnam Pro','Noto Sans','DejaVu Sans',sans-serif;color:#4e5758;display:flex;justify-content:space-between">
<span>Hồ Sơ Xã: hướng dẫn sử dụng</span><span class="pageNumber"></span></div>`

/**
 * Makes the manual with its PDFs. Electron must be there.
 * @param {string} folder emptied before @param {string} version of the program
 */
export async function makeManual(folder, version) {
  const book = readBook(await readProgramTables())
  rmSync(folder, { recursive: true, force: true })
  writePrintPages(book, folder, { version, pageOf: () => null })
  const place = (/** @type {string} */ name) => path.join(folder, name)
  const guide = { page: place('index.html'), pdf: place('huong-dan.pdf'), footer: FOOTER }
  // Twice: only paper tells on which page a chapter begins.
  await printPages([guide])
  writePrintPages(book, folder, { version, pageOf: await readPageNumbers(guide.pdf) })
  await printPages([guide, { page: place('the-nhanh.html'), pdf: place('the-nhanh.pdf'), footer: null }])
  const madeAt = commitTime()
  const pages = await signPdf(guide.pdf, { title: 'Hồ Sơ Xã: hướng dẫn sử dụng', madeAt, hasCover: true })
  const cards = await signPdf(place('the-nhanh.pdf'), {
    title: 'Hồ Sơ Xã: phiếu để bàn',
    madeAt,
    hasCover: false,
  })
  if (cards !== 1)
    throw new Obstacle(`the card for the desk takes ${cards} pages: shorten docs/manual/the-nhanh.md.`)
  return { pages }
}

/** The same commit gives the same manual. */
function commitTime() {
  const commit = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' })
  const seconds = process.env['SOURCE_DATE_EPOCH'] ?? (commit.status === 0 ? commit.stdout.trim() : '0')
  return new Date(Number(seconds) * 1000)
}

if (isProgram(import.meta.filename)) {
  await runCommand(async () => {
    await prepare('window')
    const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
    const { pages } = await makeManual(inRoot('out/manual'), version)
    say(`out/manual/huong-dan.pdf, ${pages} pages, and out/manual/the-nhanh.pdf`)
  })
}
