/** How fast something may be used: `burst` at once, and `perSecond` for ever. */
export interface Rate {
  readonly perSecond: number
  readonly burst: number
}

/** Beyond this the bucket used longest ago is forgotten, so that new names cost no memory. */
const MOST_BUCKETS = 20_000

/** One bucket a name, full at first. */
export interface TokenBuckets {
  /**
   * Takes an amount; what was used is told afterwards where it is known only then, so a bucket may go below nothing.
   * @returns 0, or the milliseconds until there is something in it again; then nothing was taken
   */
  take(name: string, amount: number): number
}

interface Bucket {
  level: number
  filledAt: number
}

/** @param clock milliseconds since 1970; one that goes back fills nothing */
export function createTokenBuckets({ perSecond, burst }: Rate, clock: () => number): TokenBuckets {
  const buckets = new Map<string, Bucket>()

  function bucketOf(name: string): Bucket {
    const now = clock()
    const bucket = buckets.get(name) ?? { level: burst, filledAt: now }
    bucket.level = Math.min(burst, bucket.level + (Math.max(0, now - bucket.filledAt) / 1000) * perSecond)
    bucket.filledAt = now
    // Put at the end again, so that the first is always the one used longest ago.
    buckets.delete(name)
    buckets.set(name, bucket)
    const [oldest] = buckets.keys()
    if (buckets.size > MOST_BUCKETS && oldest !== undefined) buckets.delete(oldest)
    return bucket
  }

  return {
    take: (name, amount) => {
      const bucket = bucketOf(name)
      if (bucket.level <= 0) return Math.max(1, Math.ceil(((1 - bucket.level) / perSecond) * 1000))
      bucket.level -= amount
      return 0
    },
  }
}
