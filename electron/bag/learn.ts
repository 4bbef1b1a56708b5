import type { BagHello } from '../../domain/bag/bag-format.ts'
import type { Vector } from '../../domain/op.ts'
import type { Receipt } from '../../domain/receipt.ts'
import type { BagPorts, KnownServer } from './ports.ts'

/**
 * Remembers what an answer says of the server. Sticks come late and in any order: within one history the server never
 * holds less, so the greater counts; another history counts only in the answer to a bag of ours that was written since
 * the one that is known was learnt, whatever the clocks say (I18).
 */
export async function learn(ports: BagPorts, hello: BagHello, receipts: readonly Receipt[]): Promise<void> {
  const known = ports.server.known()
  if (hello.epoch === known.epoch || known.epoch === '') {
    const isLate = !covers(hello.vector, known.vector)
    const vector = greater(known.vector, hello.vector)
    await keep(ports, { epoch: hello.epoch, vector, receipts }, isLate ? null : hello)
  } else if (answersOurs(ports, hello, known)) {
    await keep(ports, { epoch: hello.epoch, vector: hello.vector, receipts }, hello)
  } else {
    await keep(ports, { ...known, receipts }, null)
  }
}

async function keep(ports: BagPorts, known: KnownServer, hello: BagHello | null): Promise<void> {
  const wanted = hello?.wanted ?? null
  const asked =
    hello === null || wanted === null ? null : { vector: { ...hello.vector }, wanted: [...wanted] }
  await ports.server.learn(known, asked)
  if (asked !== null) await ports.memory.save({ ...ports.memory.value, asked })
}

function answersOurs({ store, memory }: BagPorts, { answers }: BagHello, { epoch }: KnownServer): boolean {
  const { written } = memory.value
  return (
    answers !== null &&
    answers.station === store.station.id &&
    written.some(({ set, epoch: then }) => set === answers.set && then === epoch)
  )
}

function covers(vector: Vector, other: Vector): boolean {
  return Object.entries(other).every(([origin, n]) => (vector[origin] ?? 0) >= n)
}

function greater(vector: Vector, other: Vector): Vector {
  const origins = new Set([...Object.keys(vector), ...Object.keys(other)])
  return Object.fromEntries(
    [...origins].map((origin) => [origin, Math.max(vector[origin] ?? 0, other[origin] ?? 0)]),
  )
}
