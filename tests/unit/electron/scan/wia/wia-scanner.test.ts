import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { Fault } from '../../../../../domain/fault.ts'
import type { ScanSetting } from '../../../../../domain/scan-api.ts'
import { createWiaScanner } from '../../../../../electron/scan/wia/wia-scanner.ts'
import { bundleChild } from '../../../../support/bundle-child.ts'

const root = path.join(import.meta.dirname, '../../../../..')
const script = path.join(root, 'assets/scan/wia.ps1')
const standIn = await bundleChild('tests/support/wia-child.ts')
const scanner = createWiaScanner({ script, command: process.execPath, firstArgs: [standIn] })
const setting: ScanSetting = { source: 'feeder', colour: 'grey', dpi: 300, size: 'a4' }
const { signal } = new AbortController()

async function scanAll(device: string, part: Partial<ScanSetting> = {}, pages: number | null = null) {
  const marks: number[] = []
  try {
    for await (const bytes of scanner.scan({ device, setting: { ...setting, ...part }, pages }, signal))
      marks.push(bytes[3] ?? -1)
    return { marks, reason: null }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { marks, reason: error.detail['reason'] ?? error.code }
  }
}

test('[SC7] the lines of the script of WIA become scanners and what they can do', async () => {
  expect(await scanner.list(signal)).toEqual([{ id: '{6BDD1FC6}\\0001', name: 'Máy quét Fujitsu' }])
  expect(await scanner.ability('x', signal)).toEqual({
    sources: ['feeder', 'duplex', 'flatbed'],
    colours: ['colour', 'grey', 'mono'],
    dpis: [200, 300, 600],
    sizes: ['a4', 'legal'],
  })
})

test('[SC7] pages come one by one until the feeder is empty, jams or is told enough', async () => {
  expect(await scanAll('3,empty')).toEqual({ marks: [1, 2, 3], reason: null })
  expect(await scanAll('22,jam')).toEqual({
    marks: Array.from({ length: 22 }, (_, at) => at + 1),
    reason: 'jam',
  })
  expect(await scanAll('9,empty', {}, 2)).toEqual({ marks: [1, 2], reason: null })
  expect(await scanAll('9,empty', { source: 'flatbed' })).toEqual({ marks: [1], reason: null })
})

test.each([
  ['0,empty', 'no-paper'],
  ['0,open', 'cover-open'],
  ['0,denied', 'no-rights'],
  ['0,gone', 'gone'],
  ['1,garbage', 'strange-answer'],
  ['1,dies', 'scanner'],
])('[SC7] an end by %s is told as %s', async (device, reason) => {
  expect((await scanAll(device)).reason).toBe(reason)
})

test('[SC7] the script checks its own orders and writes no page to a disk', () => {
  const text = readFileSync(script, 'utf8')

  // Every order has a type and what it may be; pages leave through the output alone.
  expect(text).toMatch(/ValidateSet\('list', 'ability', 'scan'\)/)
  expect(text).not.toMatch(/SaveFile|Out-File|WriteAllBytes|Invoke-Expression|iex /)
})
