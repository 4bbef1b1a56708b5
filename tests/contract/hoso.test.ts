import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { samplesFolder } from '../support/engine.ts'

const entry = path.join(import.meta.dirname, '../../out/cli/hoso.mjs')

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hoso-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function hoso(...args: readonly string[]): Promise<{ code: number; stdout: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [entry, ...args], (_error, stdout) => {
      resolve({ code: child.exitCode ?? -1, stdout })
    })
  })
}

test('[DG11] hoso digitise writes what it read and ends with 1 when something was refused', async () => {
  const good = path.join(samplesFolder, 'thong-bao.jpg')
  const bad = path.join(samplesFolder, 'bad/password.pdf')

  const { code, stdout } = await hoso('digitise', bad, good, '--out', folder, '--json', '--keep-going')

  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    taken: [{ path: good, pageCount: 1, proposals: { type: { value: '07' } } }],
    refused: [{ path: bad, code: 'file-encrypted' }],
  })
  expect((await readdir(folder)).sort()).toEqual([
    '.hoso-run',
    'report.json',
    'report.txt',
    'thong-bao.json',
    'thong-bao.txt',
  ])
})

test('[DG11] it ends with 0 when all was taken and with 2 when it was not told enough', async () => {
  const all = await hoso('digitise', path.join(samplesFolder, 'giay-moi.jpg'), '--out', folder)
  const wrong = await hoso('digitise', path.join(samplesFolder, 'giay-moi.jpg'))

  expect([all.code, wrong.code]).toEqual([0, 2])
  expect(all.stdout).toContain('1 chosen, 1 taken, 0 refused')
})
