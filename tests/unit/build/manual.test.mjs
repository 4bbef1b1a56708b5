import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readBook } from '../../../build/manual/book.mjs'
import { readProgramTables } from '../../../build/manual/program-tables.mjs'
import { ManualBook } from '../../../domain/manual-book.ts'
import { screens } from '../../../renderer/state/view.ts'

const folder = path.join(import.meta.dirname, '../../../docs/manual')
const MOST_BYTES = 3_000_000
/** A text that is nothing but placeholders would hold anything. */
const LEAST_LETTERS = 10

const tables = await readProgramTables()
const book = readBook(tables)
const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }))

/** @param {any} tree @returns {string[]} */
const textsIn = (tree) => (typeof tree === 'string' ? [tree] : Object.values(tree).flatMap(textsIn))
const texts = textsIn(tables.texts)
const exact = new Set(texts)
const filled = texts.filter(
  (text) =>
    text.includes('{{') &&
    text.replace(/\{\{[^}]*\}\}/g, '').replace(/[^\p{L}]/gu, '').length >= LEAST_LETTERS,
)
const patterns = filled.map(
  (text) =>
    new RegExp(
      `^${text
        .split(/\{\{[^}]*\}\}/)
        .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
        .join('.+')}$`,
      'u',
    ),
)

/** What the manual says is on the screen. @param {string} text */
const labelsIn = (text) => [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, label = '']) => label)
/** @param {string} label */
const isOnScreen = (label) => exact.has(label) || patterns.some((pattern) => pattern.test(label))

test.each(sources)('[UI91] every label that $name quotes stands in the texts of the window', ({ text }) => {
  expect(labelsIn(text).filter((label) => !isOnScreen(label))).toEqual([])
})

test('[UI91] every screen that the manual names is one of the program, and each is the matter of a chapter', () => {
  const names = Object.values(tables.texts.screen)
  const named = sources.flatMap(({ text }) =>
    [...text.matchAll(/màn hình \*\*([^*]+)\*\*/gi)].map(([, name = '']) => name),
  )

  expect(named.filter((name) => !names.includes(name))).toEqual([])
  expect(book.chapters.flatMap((chapter) => chapter.screens).toSorted()).toEqual([...screens].toSorted())
})

test('[UI91] every key that the manual names belongs to a command that has keys', () => {
  const ids = sources.flatMap(({ text }) => [...text.matchAll(/\{key:([^}]+)\}/g)].map(([, id = '']) => id))
  const withKeys = new Set(
    tables.groups.flatMap(({ commands }) =>
      commands.filter(({ keys }) => keys.length > 0).map(({ id }) => id),
    ),
  )

  expect(ids.length).toBeGreaterThan(80)
  expect(ids.filter((id) => !withKeys.has(id))).toEqual([])
})

test('[UI91] the table of keys holds every key of every command', () => {
  const page =
    book.chapters
      .find(({ id }) => id === 'phim-tat')
      ?.sections.map(({ text }) => text)
      .join(' ') ?? ''
  const commands = tables.groups.flatMap((group) => group.commands).filter(({ keys }) => keys.length > 0)

  expect(
    commands.filter(({ name, keys }) => !keys.every((each) => page.includes(each)) || !page.includes(name)),
  ).toEqual([])
})

test('[UI90] every picture that the manual shows is there, none is left over, and all are light', () => {
  const named = sources.flatMap(({ text }) =>
    [...text.matchAll(/!\[[^\]]+\]\(pictures\/([^)]+)\)/g)].map(([, name = '']) => name),
  )
  const kept = readdirSync(path.join(folder, 'pictures'))
  const sizes = kept.map((name) => statSync(path.join(folder, 'pictures', name)).size)

  expect(named.filter((name) => !existsSync(path.join(folder, 'pictures', name)))).toEqual([])
  expect(kept.filter((name) => !named.includes(name))).toEqual([])
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES)
})

test('[UI90] its chapters are found by the window, and no two headings share a name', () => {
  const chapters = ManualBook.parse(JSON.parse(JSON.stringify(book))).chapters
  const ids = chapters.flatMap(({ sections }) => sections.map(({ id }) => id))

  expect(chapters.map(({ number }) => number)).toEqual(chapters.map((_, at) => at + 1))
  expect(new Set(ids).size).toBe(ids.length)
})

test('[UI90] the card for the desk names twenty keys', () => {
  expect(book.card.match(/<li><span>/g)).toHaveLength(20)
})

test('[UI90] the manual writes no mark-up of its own and leads nowhere outside', () => {
  expect(
    sources.filter(({ text }) => /<[a-z]|https?:|javascript:/i.test(text)).map(({ name }) => name),
  ).toEqual([])
})
