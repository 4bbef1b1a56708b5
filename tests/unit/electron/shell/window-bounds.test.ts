import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readBounds, writeBounds } from '../../../../electron/shell/kept-bounds.ts'
import { LEAST_SIZE, placeWindow } from '../../../../electron/shell/window-bounds.ts'

const small = { x: 0, y: 0, width: 1366, height: 728 }
const second = { x: 1366, y: 0, width: 1920, height: 1040 }

test('[UI33] the first window fits a display of 1366x768 with its taskbar', () => {
  expect(placeWindow(null, [small])).toEqual(small)
  expect(LEAST_SIZE.width).toBeLessThanOrEqual(1366)
  expect(LEAST_SIZE.height).toBeLessThanOrEqual(728)
})

test('[UI33] a window comes back where it stood, also on another display', () => {
  const kept = { x: 1500, y: 100, width: 1400, height: 800 }
  expect(placeWindow(kept, [small, second])).toEqual(kept)
})

test('[UI33] a window whose display is gone, or that stood out of reach, is brought into sight', () => {
  const kept = { x: 1500, y: 100, width: 1400, height: 800 }
  expect(placeWindow(kept, [small])).toEqual(small)
  expect(placeWindow({ x: 5000, y: -900, width: 1100, height: 700 }, [second])).toMatchObject({
    width: 1100,
    height: 700,
  })
  expect(placeWindow({ x: 1300, y: 700, width: 4000, height: 50 }, [small])).toEqual({
    x: 0,
    y: 44,
    width: 1366,
    height: 640,
  })
})

test('[UI33] a further window stands beside the first and stays in sight', () => {
  const kept = { x: 1400, y: 40, width: 1200, height: 700 }
  expect(placeWindow(kept, [second], 1)).toEqual({ ...kept, x: 1432, y: 72 })
  expect(placeWindow(kept, [second], 50)).toMatchObject({ x: 1366 + 720, y: 340 })
})

test('[UI33] only bounds are kept, and what cannot be read of them costs nothing', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bounds-'))
  const file = path.join(folder, 'windows.json')
  const kept = { bounds: small, isMaximized: true }
  expect(readBounds(file)).toBe(null)

  writeBounds(file, kept)
  expect(readBounds(file)).toEqual(kept)
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(kept)
  await writeFile(file, '{"bounds":{"x":"left"}}')
  expect(readBounds(file)).toBe(null)
  await rm(folder, { recursive: true })
  writeBounds(file, kept)
})
