import { expect, test } from 'vitest'
import { problemOf, ServerProblem } from '../../../server/problem.ts'

test('a problem of the wire is told with its status, its code and what would have been right', () => {
  expect(problemOf(new ServerProblem('exists', { expect: 7 }))).toMatchObject({
    status: 409,
    code: 'exists',
    expect: 7,
  })
  expect(problemOf(new ServerProblem('hash'))).toMatchObject({ status: 422, code: 'hash' })
})

test('errors of the framework and of the disk get the code they mean', () => {
  const withStatus = (statusCode: number) => Object.assign(new Error('x'), { statusCode })

  expect([413, 429, 415, 404, 503].map((status) => problemOf(withStatus(status)).code)).toEqual([
    'limit',
    'rate',
    'input',
    'not-found',
    'busy',
  ])
  expect(problemOf(Object.assign(new Error('x'), { code: 'ENOSPC' })).status).toBe(507)
})

test('a bug crosses without a word of what it was', () => {
  const problem = problemOf(new Error('secret path /a/b'))

  expect(problem).toEqual({ status: 500, code: 'internal', title: 'The server failed' })
})
