import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadAuthority } from '../../../../electron/desk/authority-files.ts'

const shipped = path.join(import.meta.dirname, '../../../../assets/authority')
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'authority-'))
  await cp(shipped, folder, { recursive: true })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('[RN4] the shipped lists are versioned and agree with each other', async () => {
  const { documentTypes, retentions, filePlan } = await loadAuthority(shipped)

  expect(documentTypes.entries).toHaveLength(32)
  expect([documentTypes, retentions, filePlan].map(({ version }) => version)).not.toContain('')
  const codes = new Set(retentions.entries.map(({ code }) => code))
  expect(filePlan.entries.filter(({ retention }) => !codes.has(retention))).toEqual([])
  const notations = filePlan.entries.map(({ notation }) => notation)
  expect(new Set(notations).size).toBe(notations.length)
})

test('[CF10] a list that does not agree with the others is refused by name', async () => {
  const file = path.join(folder, 'retention-schedule.json')
  await writeFile(file, (await readFile(file, 'utf8')).replace('"07-life"', '"07-moon"'))

  await expect(loadAuthority(folder)).rejects.toMatchObject({
    code: 'damaged',
    detail: { file: 'retention-schedule.json' },
  })
})

test.each([
  ['broken JSON', '{'],
  ['another list', '{"file":"lists","version":"2025-07-01","source":"x","entries":[]}'],
  ['another shape', '{"version":"1","source":"x","entries":[{"code":1}]}'],
])('[RN4] a list of %s is refused by name', async (_what, text) => {
  await writeFile(path.join(folder, 'retentions.json'), text)

  await expect(loadAuthority(folder)).rejects.toMatchObject({
    code: 'damaged',
    detail: { file: 'retentions.json' },
  })
})
