import { expect, test } from 'vitest'
import { Fault } from '../../../../domain/fault.ts'
import { insist } from '../../../../electron/sync/insist.ts'

function lineThatAnswers(...answers: readonly (string | Fault)[]) {
  const asked = { times: 0 }
  const ask = async (): Promise<string> => {
    const answer = answers[asked.times] ?? 'too often'
    asked.times += 1
    if (answer instanceof Fault) throw answer
    return answer
  }
  return { asked, ask }
}

const offline = new Fault('offline', 'no answer')

test('[SY7] what was lost is asked again, four times in all', async () => {
  const { signal } = new AbortController()
  const late = lineThatAnswers(offline, offline, offline, 'here')
  const dead = lineThatAnswers(offline, offline, offline, offline)

  expect(await insist(late.ask, signal)).toBe('here')
  await expect(insist(dead.ask, signal)).rejects.toBe(offline)
  expect(dead.asked.times).toBe(4)
})

test('[SY6] a refusal is not asked again, nor anything once it was cancelled', async () => {
  const refusal = new Fault('server-refused', 'no')
  const refusing = lineThatAnswers(refusal)
  const cancelled = lineThatAnswers(offline)

  await expect(insist(refusing.ask, new AbortController().signal)).rejects.toBe(refusal)
  await expect(insist(cancelled.ask, AbortSignal.abort())).rejects.toBe(offline)
  expect([refusing.asked.times, cancelled.asked.times]).toEqual([1, 1])
})
