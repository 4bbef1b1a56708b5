import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from '../paths.mjs'
import { escapeHtml } from './keys.mjs'

/** @typedef {import('./book.mjs').Book} Book */
/** @typedef {import('./book.mjs').Chapter} Chapter */

const TITLE = 'Hồ Sơ Xã: hướng dẫn sử dụng'
const CARD_TITLE = 'Hồ Sơ Xã: phiếu để bàn'
const subsets = ['vietnamese', 'latin']
const weights = [400, 600, 700]

/** @param {{ title: string, styles: readonly string[], body: string, bodyClass?: string }} page */
function htmlOf({ title, styles, body, bodyClass = '' }) {
  const links = styles.map((style) => `<link rel="stylesheet" href="${style}">`).join('\n    ')
  return `<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(title)}</title>
    ${links}
  </head>
  <body class="${bodyClass}">
${body}
  </body>
</html>
`
}

/**
 * Writes the manual as the program shows it: a page for each chapter, and `book.json` with the contents and the words to
 * search. No page needs a script.
 * @param {Book} book @param {string} folder
 */
export function writeProgramPages(book, folder) {
  writeAssets(folder)
  for (const chapter of book.chapters) {
    const body = `<main>\n${chapterHtml(chapter)}\n${ways(book, chapter)}\n</main>`
    writeFileSync(
      path.join(folder, `${chapter.id}.html`),
      htmlOf({ title: chapter.title, styles: ['manual.css'], body }),
    )
  }
  const chapters = book.chapters.map(({ id, number, title, screens, sections }) => ({
    id,
    number,
    title,
    screens,
    sections,
  }))
  writeFileSync(path.join(folder, 'book.json'), `${JSON.stringify({ chapters })}\n`)
}

/**
 * Writes the manual as one page to be printed, and the card for the desk.
 * @param {Book} book @param {string} folder
 * @param {{ version: string, pageOf: (id: string) => number | null }} printing on which page of paper a heading stands, null before that is known
 */
export function writePrintPages(book, folder, { version, pageOf }) {
  writeAssets(folder)
  copyFileSync(inRoot('build/manual/print.css'), path.join(folder, 'print.css'))
  copyFileSync(inRoot('assets/icons/icon.svg'), path.join(folder, 'icon.svg'))
  const styles = ['manual.css', 'print.css']
  const body = [
    cover(version),
    contents(book, pageOf),
    ...book.chapters.map((chapter) => `<article>${chapterHtml(chapter)}</article>`),
  ]
  writeFileSync(path.join(folder, 'index.html'), htmlOf({ title: TITLE, styles, body: body.join('\n') }))
  writeFileSync(
    path.join(folder, 'the-nhanh.html'),
    htmlOf({ title: CARD_TITLE, styles, body: book.card, bodyClass: 'card' }),
  )
}

/** @param {Chapter} chapter */
function chapterHtml({ id, number, title, html }) {
  return `<h1 id="${id}"><span class="number">${number}</span> ${escapeHtml(title)}</h1>\n${html}`
}

/** To the chapters before and after. @param {Book} book @param {Chapter} chapter */
function ways({ chapters }, chapter) {
  const at = chapters.indexOf(chapter)
  const link = (/** @type {Chapter | undefined} */ to, /** @type {string} */ words) =>
    to === undefined
      ? '<span></span>'
      : `<a href="${to.id}.html">${words}<strong>${escapeHtml(to.title)}</strong></a>`
  return `<nav class="ways" aria-label="Chương trước và chương sau">${link(chapters[at - 1], 'Chương trước')}${link(chapters[at + 1], 'Chương sau')}</nav>`
}

/** @param {string} version */
function cover(version) {
  return `<header class="cover">
<img class="logo" src="icon.svg" alt="">
<p class="product">Hồ Sơ Xã</p>
<p class="book-title">Hướng dẫn sử dụng</p>
<p class="book-lead">Quét, soát, lập hồ sơ điện tử và nộp lưu<br>cho công chức xã, phường</p>
<p class="book-version">Phiên bản ${escapeHtml(version)}</p>
</header>`
}

/** @param {Book} book @param {(id: string) => number | null} pageOf */
function contents({ chapters }, pageOf) {
  const row = (/** @type {string} */ id, /** @type {string} */ title) =>
    `<a href="#${id}"><span class="row-title">${title}</span><span class="dots"></span><span class="row-page">${pageOf(id) ?? ''}</span></a>`
  const list = chapters.map(({ id, number, title, sections }) => {
    const parts = sections.filter((section) => section.id !== id && section.id.startsWith(`${id}--`))
    const rows = parts.map((part) => `<li>${row(part.id, escapeHtml(part.title))}</li>`).join('')
    return `<li><div class="row-chapter">${row(id, `<span class="number">${number}</span> ${escapeHtml(title)}`)}</div><ol>${rows}</ol></li>`
  })
  return `<nav class="contents"><h1>Mục lục</h1><ol>${list.join('\n')}</ol></nav>`
}

/** Style, type and pictures beside the pages. @param {string} folder */
function writeAssets(folder) {
  mkdirSync(path.join(folder, 'pictures'), { recursive: true })
  mkdirSync(path.join(folder, 'fonts'), { recursive: true })
  const css = readFileSync(inRoot('build/manual/manual.css'), 'utf8')
  writeFileSync(path.join(folder, 'manual.css'), `${faces()}\n${css}`)
  const pictures = inRoot('docs/manual/pictures')
  for (const name of readdirSync(pictures))
    copyFileSync(path.join(pictures, name), path.join(folder, 'pictures', name))
  for (const name of fontFiles()) {
    copyFileSync(
      inRoot('node_modules/@fontsource/be-vietnam-pro/files', name),
      path.join(folder, 'fonts', name),
    )
  }
}

const fontFile = (/** @type {string} */ subset, /** @type {number} */ weight) =>
  `be-vietnam-pro-${subset}-${weight}-normal.woff2`
const fontFiles = () => subsets.flatMap((subset) => weights.map((weight) => fontFile(subset, weight)))

/** The faces with the letters that each file holds, as the package of the type says. */
function faces() {
  return weights
    .map((weight) => readFileSync(inRoot(`node_modules/@fontsource/be-vietnam-pro/${weight}.css`), 'utf8'))
    .flatMap((css) => css.match(/@font-face *\{[^}]+\}/g) ?? [])
    .filter((face) => fontFiles().some((name) => face.includes(name)))
    .map((face) =>
      face.replace(
        /src:[^;]+;/,
        (src) => `src: url(fonts/${/be-vietnam-pro-[\w-]+\.woff2/.exec(src)?.[0]}) format('woff2');`,
      ),
    )
    .join('\n')
}
