import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { OpStore } from '../../../server/store/op-store.ts'
import { aStation, checked } from './op-store.contract.ts'

const WRITERS = 50
const BATCHES = 4
const BATCH_OPS = 3

/** What the feed of every op store promises to readers while many write. @param open an empty one for each test */
export function opFeedContract(open: () => Promise<OpStore>): void {
  test('[SV27] a reader that goes on from the last place sees every op of fifty writers once, in order', async () => {
    const store = await open()
    const stations = Array.from({ length: WRITERS }, () => aStation(BATCHES * BATCH_OPS))
    const progress = { isWriting: true }
    const seen: { seq: number; body: string }[] = []
    const read = async (): Promise<void> => {
      for (let isLast = false; !isLast; ) {
        // What was committed before this look is in it, so one look after the last write sees the rest.
        isLast = !progress.isWriting
        const page = await store.feed('A', seen.at(-1)?.seq ?? 0, 1000)
        seen.push(...page)
        // A reader that only waits for answers at hand would keep the writers from ever running.
        await setImmediate()
      }
    }
    const write = async (): Promise<void> => {
      await Promise.all(
        stations.map(async (station) => {
          for (let batch = 0; batch < BATCHES; batch += 1) {
            const from = batch * BATCH_OPS + 1
            await store.append('A', [checked(station.batch(from, from + BATCH_OPS - 1))])
          }
        }),
      )
      progress.isWriting = false
    }

    await Promise.all([read(), write()])

    const total = WRITERS * BATCHES * BATCH_OPS
    expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: total }, (_, index) => index + 1))
    expect(seen.map(({ body }) => body).toSorted()).toEqual(
      stations.flatMap(({ bodies }) => bodies).toSorted(),
    )
  })

  test('[SV27] a batch that comes twice at the same moment is taken once', async () => {
    const store = await open()
    const station = aStation(6)

    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => store.append('A', [checked(station.batch())])),
    )

    const added = outcomes.flat().map((outcome) => (outcome.kind === 'taken' ? outcome.added.length : -1))
    expect(added.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 0, 0, 0, 6])
    expect(await store.feed('A', 0, 100)).toHaveLength(6)
  })

  test('[SV27] two bodies of one name at the same moment: one is taken, the other is told to be a fork', async () => {
    const store = await open()
    const station = aStation(2)
    const batch = station.batch()
    const other = { ...batch, ops: batch.ops.map((body) => body.replace('"by":"thử"', '"by":"kẻ"')) }

    const [[first], [second]] = await Promise.all([
      store.append('A', [checked(batch)]),
      store.append('A', [checked(other)]),
    ])

    // The other's head does not fit its bodies, so whichever comes first, it is never taken.
    expect(first).toMatchObject({ kind: 'taken' })
    expect(second).toMatchObject({ kind: 'refused' })
    expect((await store.feed('A', 0, 100)).map(({ body }) => body)).toEqual(station.bodies)
  })

  test('a large batch over many records is taken and continued', async () => {
    const store = await open()
    const station = aStation(237)

    expect(await store.append('A', [checked(station.batch(1, 123))])).toMatchObject([{ kind: 'taken' }])
    expect(await store.append('A', [checked(station.batch(124, 237))])).toMatchObject([{ kind: 'taken' }])

    expect((await store.feed('A', 0, 1000)).map(({ body }) => body)).toEqual(station.bodies)
  })
}
