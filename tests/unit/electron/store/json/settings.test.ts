import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { planBackup } from '../../../../../electron/store/care/backup-plan.ts'
import { createNodeFiles } from '../../../../../electron/store/files/node-files.ts'
import { createTestVault } from '../../../../support/test-vault.ts'

const Names = z.array(z.string())

test('[IN16] what a forgetful setting said before is neither beside it nor in a backup', async () => {
  const { vault, folder, reopen } = await createTestVault()
  const usual = await vault.settings('colours', Names, [])
  const forgetful = await vault.settings('waiting-now', Names, [])
  for (const names of [['a'], ['b'], ['c']]) {
    await usual.save(names)
    await forgetful.save(names)
  }

  const files = await readdir(path.join(folder, 'settings'))
  expect(files.filter((name) => name.startsWith('colours')).sort()).toEqual([
    'colours.1.json',
    'colours.2.json',
    'colours.json',
  ])
  expect(files.filter((name) => name.startsWith('waiting'))).toEqual(['waiting-now.json'])
  const planned: string[] = []
  const plan = await planBackup(createNodeFiles(), folder, vault.vector())
  for await (const file of plan.files()) planned.push(file.path)
  expect(planned).toContain('settings/colours.json')
  expect(planned.filter((name) => name.includes('waiting'))).toEqual([])
  const again = await (await reopen()).settings('waiting-now', Names, [])
  expect(again.value).toEqual(['c'])
})
