import { expect, test } from 'vitest'
import { createLog } from '../../../server/log.ts'

test('a log is one JSON object a line', () => {
  const lines: string[] = []
  const log = createLog(
    (line) => lines.push(line),
    () => 0,
  )
  log.info('ready', { demo: true })
  log.failure('broken', new Error('no', { cause: new TypeError('x') }), { route: '/v1/sync' })

  expect(lines.every((line) => line.endsWith('\n'))).toBe(true)
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { time: '1970-01-01T00:00:00.000Z', level: 'info', event: 'ready', demo: true },
    expect.objectContaining({
      level: 'error',
      event: 'broken',
      route: '/v1/sync',
      error: 'Error',
      message: 'no',
      cause: 'TypeError',
    }),
  ])
})
