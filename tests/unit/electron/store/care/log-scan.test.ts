import { expect, test } from 'vitest'
import { createTestVault, edit, newRecord } from '../../../../support/test-vault.ts'

test('a log of thousands of edits is read to its end and is sound', async () => {
  const { vault } = await createTestVault()
  const record = newRecord('case')
  for (let part = 0; part < 5; part += 1) {
    await vault.append(Array.from({ length: 500 }, (_, n) => edit(record, `/note/${n % 20}`, n)))
  }

  expect((await vault.care.check({})).faults).toEqual([])
})
