import { expect, test } from 'vitest'
import { firstAnswer } from '../../../../electron/sync/first-answer.ts'

/** A time that passes when the test says so. */
function stillTime() {
  const due: { run: (() => void) | null; delayMs: number | null } = { run: null, delayMs: null }
  return {
    due,
    after: (delayMs: number, run: () => void) => {
      Object.assign(due, { delayMs, run })
      return () => {
        due.run = null
      }
    },
  }
}

function anAsking() {
  const ends = { resolve: (_answer: string): void => {}, reject: (_error: Error): void => {} }
  const promise = new Promise<string>((resolve, reject) => Object.assign(ends, { resolve, reject }))
  return { ends, promise }
}

/** Two askings that end when the test says so. */
function twoAskings() {
  const [first, second] = [anAsking(), anAsking()]
  const asked: boolean[] = []
  return {
    first: first.ends,
    second: second.ends,
    asked,
    ask: (isAgain: boolean) => {
      asked.push(isAgain)
      return (isAgain ? second : first).promise
    },
  }
}

test('[SY10] an answer in time is asked for once', async () => {
  const { due, after } = stillTime()
  const { first, asked, ask } = twoAskings()
  const answer = firstAnswer({ after }, 3000, ask)
  first.resolve('one')

  expect(await answer).toBe('one')
  expect({ asked, ...due }).toEqual({ asked: [false], delayMs: 3000, run: null })
})

test('[SY10] of two the first answer counts, whichever it is and whatever becomes of the other', async () => {
  const { due, after } = stillTime()
  const { first, second, asked, ask } = twoAskings()
  const answer = firstAnswer({ after }, 3000, ask)
  due.run?.()
  first.reject(new Error('dead'))
  second.resolve('two')

  expect(await answer).toBe('two')
  expect(asked).toEqual([false, true])
})

test('[SY10] it fails where all that were asked failed, and is not asked again after that', async () => {
  const { due, after } = stillTime()
  const { first, asked, ask } = twoAskings()
  const answer = firstAnswer({ after }, 3000, ask)
  first.reject(new Error('refused'))

  await expect(answer).rejects.toThrow('refused')
  expect({ asked, run: due.run }).toEqual({ asked: [false], run: null })
})

test('what may not be asked twice never is', async () => {
  const { due, after } = stillTime()
  const { first, ask } = twoAskings()
  const answer = firstAnswer({ after }, null, ask)
  first.resolve('one')

  expect(await answer).toBe('one')
  expect(due.delayMs).toBeNull()
})
