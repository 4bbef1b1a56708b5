import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const renderer = path.join(import.meta.dirname, '../../../renderer')

/** Paper, and what is drawn on it, has its own measure. */
const ofPaper = ['page-image.module.css', 'recovery-sheet.module.css']

const sheets = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.css') && !ofPaper.includes(path.basename(file)))
  .map((file) => ({ file, css: readFileSync(path.join(renderer, file), 'utf8') }))

/** Every match of a pattern with its file. */
function found(pattern: RegExp): readonly string[] {
  return sheets.flatMap(({ file, css }) =>
    [...css.matchAll(pattern)].map(([text]) => `${file}: ${text.trim()}`),
  )
}

test('[UI23] lengths that hold words follow the size of the text', () => {
  // Up to a dozen pixels are strokes, bars and gaps.
  const fixed = found(
    /^\s+(?:min-|max-)?(?:width|height|font-size|line-height): *(?:1[3-9]|[2-9]\d|\d{3,})px;/gm,
  )

  expect(sheets.length).toBeGreaterThan(50)
  expect(fixed.filter((line) => !line.startsWith('ui/tokens.css'))).toEqual([])
})

test('[UI23] screens fold by the room for their text, not by the width of the window', () => {
  expect(found(/@media[^{]*\((?:max|min)-width[^{]*/g)).toEqual([])
})

test('[UI23] rooms have no names, which the bundler would make different ones in each file', () => {
  expect(found(/@container (?!\()[^{]*|container: [^;]*/g)).toEqual([])
})

test('[UI24] colours stand in the tokens and nowhere else', () => {
  const raw = found(/^[^\n]*(?:#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\()[^\n]*$/gim)

  expect(raw.filter((line) => !line.startsWith('ui/tokens.css'))).toEqual([])
})

test('[UI25] motion has its time from the tokens, which take it away where less is asked for', () => {
  const tokens = sheets.find(({ file }) => file === 'ui/tokens.css')?.css ?? ''
  const moving = found(/^\s+(?:transition|animation):[^;]*\d(?:ms|s)\b[^;]*;/gm)

  expect(tokens).toMatch(/prefers-reduced-motion: reduce\) \{\s*:root \{\s*--quick: 1ms;\s*--calm: 1ms;/)
  // These say for themselves what they do where less motion is asked for.
  const own = moving.filter((line) => {
    const file = line.slice(0, line.indexOf(':'))
    return !/prefers-reduced-motion: reduce/.test(sheets.find((sheet) => sheet.file === file)?.css ?? '')
  })
  expect(own).toEqual([])
})

test('[UI25] what has the focus has a ring', () => {
  const tokens = sheets.find(({ file }) => file === 'ui/tokens.css')?.css ?? ''

  expect(tokens).toMatch(/:focus-visible,\s*\[data-focus-visible\] \{\s*outline: 2px solid var\(--accent\);/)
})
