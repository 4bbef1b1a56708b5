import { expect, test } from 'vitest'
import { countCreatedComplete, isComplete } from '../../../domain/created-complete.ts'
import { aCaseFile } from '../../support/memory-vault.ts'

test('[CF44] created and complete are counted apart, and what is left out by its reason', () => {
  const excluded = (reason: 'state-secret' | 'complex', documents: number) =>
    aCaseFile(1, { excluded: { reason, documents } })

  expect(
    countCreatedComplete([
      aCaseFile(1),
      aCaseFile(2, { state: 'closed' }),
      aCaseFile(3, { state: 'returned' }),
      aCaseFile(4, { state: 'accepted' }),
      excluded('state-secret', 4),
      excluded('complex', 9),
      excluded('state-secret', 1),
    ]),
  ).toEqual({
    created: 4,
    complete: 2,
    excluded: [
      { reason: 'state-secret', files: 2, documents: 5 },
      { reason: 'complex', files: 1, documents: 9 },
    ],
  })
})

test('[CF44] a file with a must is not complete, whatever its state', () => {
  const file = aCaseFile(1, { state: 'closed' })

  expect(isComplete(file)).toBe(true)
  expect(isComplete(file, [{ severity: 'should' }])).toBe(true)
  expect(isComplete(file, [{ severity: 'must' }])).toBe(false)
  expect(isComplete({ ...file, state: 'open' })).toBe(false)
})
