import type { DepositHead } from './records/deposit.ts'

type Claim = Pick<DepositHead, 'id' | 'fonds' | 'ordinal' | 'createdAt' | 'outcome'>

/**
 * The number (lần nộp) of each deposit among those of its fonds. One that was decided keeps what the archive wrote; of
 * others that were made under the same number, as two PCs without a line do, the earliest keeps it and the rest follow
 * behind the highest. The same wherever the same deposits are.
 * @see docs/adr/0013-what-a-deposit-hands-over.md
 */
export function depositOrdinals(claims: Iterable<Claim>): ReadonlyMap<string, number> {
  const byFonds = new Map<string, Claim[]>()
  for (const claim of claims) {
    const others = byFonds.get(claim.fonds)
    if (others === undefined) byFonds.set(claim.fonds, [claim])
    else others.push(claim)
  }
  return new Map([...byFonds.values()].flatMap(ordinalsOfFonds))
}

function ordinalsOfFonds(claims: readonly Claim[]): readonly (readonly [string, number])[] {
  const ordered = claims.toSorted(compare)
  const holders = new Map<number, string>()
  for (const { id, ordinal } of ordered) if (!holders.has(ordinal)) holders.set(ordinal, id)
  let last = Math.max(0, ...holders.keys())
  return ordered.map(({ id, ordinal, outcome }) => {
    if (outcome !== null || holders.get(ordinal) === id) return [id, ordinal] as const
    last += 1
    return [id, last] as const
  })
}

function compare(a: Claim, b: Claim): number {
  const decided = Number(a.outcome === null) - Number(b.outcome === null)
  if (decided !== 0) return decided
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/** A deposit under the number that it has, with that under which it was made where that is another. */
export function numbered<T extends Claim>(
  deposit: T,
  ordinals: ReadonlyMap<string, number>,
): T & { madeAs?: number } {
  const ordinal = ordinals.get(deposit.id) ?? deposit.ordinal
  return ordinal === deposit.ordinal ? deposit : { ...deposit, ordinal, madeAs: deposit.ordinal }
}

/** The number of the next deposit of a fonds, as far as this PC knows. */
export function nextOrdinal(claims: readonly Claim[], fonds: string): number {
  const own = claims.filter((claim) => claim.fonds === fonds)
  return Math.max(0, ...depositOrdinals(own).values()) + 1
}
