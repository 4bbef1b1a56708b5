import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../../..')

interface Sheet {
  readonly classes: ReadonlySet<string>
  readonly used: Set<string>
  /** A class that is put together while the program runs may be any of them. */
  isOpen: boolean
}

const sheets = new Map<string, Sheet>()
const unknown: string[] = []

for (const folder of ['renderer', 'server/console']) {
  const names = await readdir(path.join(root, folder), { recursive: true })
  for (const name of names.filter((each) => each.endsWith('.module.css'))) {
    const file = path.join(root, folder, name)
    // Selectors alone: what stands between braces has values with points in them.
    const selectors = (await readFile(file, 'utf8')).matchAll(/(?<=^|[{};])([^{};]*)\{/g)
    const found = [...selectors].flatMap(([, selector = '']) => [
      // Classes of others are none of the sheet's own.
      ...selector.replaceAll(/:global\([^)]*\)/g, '').matchAll(/\.([a-zA-Z][\w-]*)/g),
    ])
    const classes = new Set(found.map(([, one = '']) => one))
    sheets.set(file, { classes, used: new Set(), isOpen: false })
  }
}
for (const folder of ['renderer', 'server/console']) {
  const names = await readdir(path.join(root, folder), { recursive: true })
  for (const name of names.filter((each) => /\.tsx?$/.test(each))) {
    const file = path.join(root, folder, name)
    const text = await readFile(file, 'utf8')
    for (const [, as = '', from = ''] of text.matchAll(/import (\w+) from '(\.[^']+\.module\.css)'/g)) {
      const sheet = sheets.get(path.resolve(path.dirname(file), from))
      if (sheet === undefined) throw new Error(`${name} takes in ${from}, which is not there`)
      for (const [, literal] of text.matchAll(new RegExp(`\\b${as}\\[(?:'([\\w-]+)'\\])?`, 'g'))) {
        if (literal === undefined) sheet.isOpen = true
        else sheet.used.add(literal)
        if (literal !== undefined && !sheet.classes.has(literal)) unknown.push(`${name}: ${literal}`)
      }
    }
  }
}

test('every class that a component names is in its style sheet', () => {
  expect(sheets.size).toBeGreaterThan(40)
  expect(unknown).toEqual([])
})

test('every class of a style sheet is named by a component', () => {
  const idle = [...sheets].flatMap(([file, { classes, used, isOpen }]) =>
    isOpen
      ? []
      : [...classes].filter((one) => !used.has(one)).map((one) => `${path.relative(root, file)}: ${one}`),
  )

  expect(idle).toEqual([])
})
