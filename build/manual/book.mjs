import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Marked } from 'marked'
import { inRoot } from '../paths.mjs'
import { escapeHtml, keyCaps, keyCard, keysOf, shortcutTables } from './keys.mjs'

/** @typedef {import('./program-tables.mjs').ProgramTables} ProgramTables */

/**
 * @typedef {object} Section
 * @property {string} id of its heading, unlike any other in the book
 * @property {string} title
 * @property {string} text without any mark-up
 *
 * @typedef {object} Chapter
 * @property {string} id also the name of its page
 * @property {number} number from 1
 * @property {string} title
 * @property {readonly string[]} screens the screens of the program that it is about
 * @property {string} html
 * @property {readonly Section[]} sections the first is what stands before the first heading
 *
 * @typedef {object} Book
 * @property {readonly Chapter[]} chapters
 * @property {string} card the page for the desk
 */

const folder = inRoot('docs/manual')
const CARD = 'the-nhanh'

/** The manual as it stands in `docs/manual`, with the keys of the program's own table. @param {ProgramTables} tables @returns {Book} */
export function readBook(tables) {
  const numbering = { picture: 0 }
  const files = readdirSync(folder)
    .filter((name) => /^\d+-.+\.md$/.test(name))
    .sort()
  const chapters = files.map((name, at) => {
    const { screens, words } = headOf(readFileSync(path.join(folder, name), 'utf8'))
    const id = name.replace(/^\d+-|\.md$/g, '')
    const html = renderer(tables, numbering, id).parse(words, { async: false })
    const [whole = '', title = ''] = /<h1[^>]*>(.*?)<\/h1>/.exec(html) ?? []
    return {
      id,
      number: at + 1,
      title: plain(title),
      screens,
      html: html.replace(whole, ''),
      sections: sectionsOf(html, id),
    }
  })
  const card = readFileSync(path.join(folder, `${CARD}.md`), 'utf8')
  return { chapters, card: renderer(tables, numbering, CARD).parse(card, { async: false }) }
}

/** @param {string} text */
function headOf(text) {
  const [whole = '', head = ''] = /^---\n([\s\S]*?)---\n/.exec(text) ?? []
  const screens = /^screens: *(.+)$/m.exec(head)?.[1]?.split(/, */) ?? []
  return { screens, words: text.slice(whole.length) }
}

/** @param {ProgramTables} tables @param {{ picture: number }} numbering @param {string} chapter */
function renderer(tables, numbering, chapter) {
  return new Marked({
    extensions: [keysExtension(tables), tablesExtension(tables)],
    renderer: {
      heading({ tokens, depth }) {
        const words = this.parser.parseInline(tokens)
        const id = depth === 1 ? chapter : `${chapter}--${slugOf(plain(words))}`
        return `<h${depth} id="${id}">${words}</h${depth}>\n`
      },
      strong({ tokens }) {
        return `<b>${this.parser.parseInline(tokens)}</b>`
      },
      paragraph({ tokens }) {
        const words = this.parser.parseInline(tokens)
        return tokens.every(({ type }) => type === 'image') ? `${words}\n` : `<p>${words}</p>\n`
      },
      image({ href, text }) {
        numbering.picture += 1
        const words = escapeHtml(text)
        const caption = `<figcaption><span>Hình ${numbering.picture}.</span> ${words}</figcaption>`
        // The size is known before the picture is there, so that nothing jumps.
        return `<figure><img src="${href}" width="1366" height="768" alt="${words}">${caption}</figure>`
      },
    },
  })
}

/** `{key:lock}` is the keys of a command, `{kbd:Tab}` those that are no command's. @param {ProgramTables} tables */
function keysExtension(tables) {
  return {
    name: 'keys',
    level: /** @type {const} */ ('inline'),
    start: (/** @type {string} */ text) => text.match(/\{k/)?.index,
    tokenizer: (/** @type {string} */ text) => {
      const found = /^\{(key|kbd):([^}]+)\}/.exec(text)
      return found === null
        ? undefined
        : { type: 'keys', raw: found[0], isCommand: found[1] === 'key', name: found[2] }
    },
    renderer: (/** @type {any} */ { isCommand, name }) => (isCommand ? keysOf(tables, name) : keyCaps(name)),
  }
}

/** `{shortcuts}` is the whole table of keys, `{twenty: lock, help}` a few of them. @param {ProgramTables} tables */
function tablesExtension(tables) {
  return {
    name: 'tables',
    level: /** @type {const} */ ('block'),
    start: (/** @type {string} */ text) => text.match(/^\{(shortcuts|twenty)/m)?.index,
    tokenizer: (/** @type {string} */ text) => {
      const found = /^\{(?:shortcuts|twenty: ?([^}]+))\}\n?/.exec(text)
      return found === null
        ? undefined
        : { type: 'tables', raw: found[0], ids: found[1]?.split(/, */) ?? null }
    },
    renderer: (/** @type {any} */ { ids }) => (ids === null ? shortcutTables(tables) : keyCard(tables, ids)),
  }
}

/** @param {string} html @param {string} chapter @returns {readonly Section[]} */
function sectionsOf(html, chapter) {
  return html
    .split(/(?=<h[12])/)
    .filter((part) => part.startsWith('<h'))
    .map((part) => {
      const [whole = '', id = chapter, title = ''] =
        /^<h[12](?: id="([^"]+)")?>(.*?)<\/h[12]>/.exec(part) ?? []
      return { id, title: plain(title), text: plain(part.slice(whole.length)) }
    })
}

/** What is read aloud of a piece of HTML. @param {string} html */
function plain(html) {
  return html
    .replace(/<figcaption><span>.*?<\/span>/g, '')
    .replace(/<\/(kbd)>\+/g, '+')
    .replace(/<\/?(b|kbd|span|em|code)[^>]*>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}

/** @param {string} title */
function slugOf(title) {
  const letters = title.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
  return letters.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}
