import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const folder = path.join(import.meta.dirname, '../../../renderer')
/** Stands over the window as long as the tour lasts, and is one element. */
const lasting = ['features/tour/tour.module.css']
/** Properties that stand for several. */
const several = /^(all|border(-color|-width|-radius)?|inset|margin|padding|background|outline|font)$/

// react-aria keeps an element that left the page while two of its properties were on their way, with all around it.
test('nothing that comes and goes has two properties on their way at once', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.css') && !lasting.includes(file.replaceAll(path.sep, '/')),
  )
  const found = files.flatMap((file) => {
    const text = readFileSync(path.join(folder, file), 'utf8')
    return [...text.matchAll(/transition:\s*([^;]+);/g)].map(([, value = '']) => ({ file, value }))
  })

  expect(found.length).toBeGreaterThan(0)
  expect(
    found.filter(({ value }) => value.includes(',') || several.test(value.split(/\s/)[0] ?? '')),
  ).toEqual([])
})
