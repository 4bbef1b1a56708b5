import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../../..')

async function promises(): Promise<string[]> {
  const text = await readFile(path.join(root, 'docs/spec.md'), 'utf8')
  return [...text.matchAll(/^- ([A-Z]{2}\d+) /gm)].map((match) => match[1] ?? '')
}

async function citations(): Promise<Map<string, string>> {
  const files = await readdir(path.join(root, 'tests'), { recursive: true })
  const cited = new Map<string, string>()
  for (const file of files.filter((name) => /\.(test|contract)\.(tsx?|mjs)$/.test(name))) {
    const text = await readFile(path.join(root, 'tests', file), 'utf8')
    for (const [, ids] of text.matchAll(
      /(?:test|it)(?:\.each(?:<[^(]*>)?\([^]*?\))?\(\s*[`'"]((?:\[[A-Z]{2}\d+\] ?)+)/g,
    )) {
      for (const [, id] of (ids ?? '').matchAll(/\[([A-Z]{2}\d+)\]/g)) cited.set(id ?? '', file)
    }
  }
  return cited
}

test('every promise of the specification is numbered once', async () => {
  const ids = await promises()

  expect(ids.length).toBeGreaterThan(50)
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
})

test('every promise has a test that cites it', async () => {
  const cited = await citations()

  expect((await promises()).filter((id) => !cited.has(id))).toEqual([])
})

test('no test cites a promise that does not exist', async () => {
  const known = new Set(await promises())

  expect([...(await citations())].filter(([id]) => !known.has(id))).toEqual([])
})
