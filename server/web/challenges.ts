import { randomBytes } from 'node:crypto'

const LIFE_MS = 10 * 60_000
/** Beyond this the oldest are forgotten, so that asking costs no memory; who held one asks again. */
const MOST_CHALLENGES = 10_000

/** What an enrolment or a session signs: each can be used once, within ten minutes. */
export interface Challenges {
  create(): string
  /** @returns whether it was given out, in time, and not used before */
  use(challenge: string): boolean
}

export function createChallenges(clock: () => number): Challenges {
  const expiries = new Map<string, number>()

  function dropOldest(): void {
    for (const [challenge, expiresAt] of expiries) {
      if (expiresAt >= clock() && expiries.size < MOST_CHALLENGES) return
      expiries.delete(challenge)
    }
  }

  return {
    create: () => {
      dropOldest()
      const challenge = randomBytes(24).toString('base64url')
      expiries.set(challenge, clock() + LIFE_MS)
      return challenge
    },
    use: (challenge) => {
      const expiresAt = expiries.get(challenge)
      expiries.delete(challenge)
      return expiresAt !== undefined && expiresAt >= clock()
    },
  }
}
