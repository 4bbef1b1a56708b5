import { expect, test } from 'vitest'
import { createChallenges } from '../../../../server/web/challenges.ts'

test('a challenge is used once', () => {
  const challenges = createChallenges(() => 0)
  const challenge = challenges.create()

  expect(challenges.use(challenge)).toBe(true)
  expect(challenges.use(challenge)).toBe(false)
  expect(challenges.use('never given out')).toBe(false)
})

test('a challenge lives ten minutes', () => {
  const clock = { nowMs: 0 }
  const challenges = createChallenges(() => clock.nowMs)
  const [inTime, late] = [challenges.create(), challenges.create()]

  clock.nowMs = 600_000
  expect(challenges.use(inTime)).toBe(true)
  clock.nowMs = 600_001
  expect(challenges.use(late)).toBe(false)
})

test('asking for ever more of them forgets the oldest and keeps the latest', () => {
  const challenges = createChallenges(() => 0)
  const given = Array.from({ length: 10_500 }, () => challenges.create())

  expect(challenges.use(given[0] ?? '')).toBe(false)
  expect(challenges.use(given.at(-1) ?? '')).toBe(true)
})
