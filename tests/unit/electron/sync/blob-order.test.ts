import { expect, test } from 'vitest'
import { byTurn, type Waiting } from '../../../../electron/sync/blob-order.ts'

const plain: Waiting = { isData: false, isUrgent: false, isStopped: false, bytesLeft: 500, age: 0 }

test('[SY12] data files go first, then what is urgent, then what needs the fewest bytes, then the oldest; what was stopped last', () => {
  const named: Readonly<Record<string, Waiting>> = {
    stopped: { ...plain, isStopped: true, isUrgent: true, bytesLeft: 1 },
    young: { ...plain, age: 9 },
    old: plain,
    nearlyThere: { ...plain, bytesLeft: 10, age: 5 },
    urgent: { ...plain, isUrgent: true, bytesLeft: 9000 },
    data: { ...plain, isData: true, bytesLeft: 100_000 },
  }
  const order = Object.entries(named)
    .sort(([, a], [, b]) => byTurn(a, b))
    .map(([name]) => name)

  expect(order).toEqual(['data', 'urgent', 'nearlyThere', 'old', 'young', 'stopped'])
})
