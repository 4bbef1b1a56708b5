import { expect, test } from 'vitest'
import * as z from 'zod'
import { Fault } from '../../../domain/fault.ts'
import { createClient, createDispatcher, procedure } from '../../../domain/rpc.ts'

const api = {
  double: procedure(z.object({ n: z.int() }), z.int()),
  fail: procedure(z.object({ how: z.enum(['fault', 'bug']) }), z.null()),
} as const

function connected() {
  const bugs: string[] = []
  const dispatch = createDispatcher(
    api,
    {
      double: async ({ n }) => n * 2,
      fail: async ({ how }) => {
        if (how === 'bug') throw new TypeError('a secret detail')
        throw new Fault('disk-full', 'no room', { detail: { freeBytes: 12 } })
      },
    },
    (name) => bugs.push(name),
  )
  // What crosses is cloned, as it is between processes.
  const client = createClient(api, async (name, input) =>
    structuredClone(await dispatch(name, structuredClone(input))),
  )
  return { client, dispatch, bugs }
}

test('a call goes over a cloning transport and comes back typed', async () => {
  expect(await connected().client.double({ n: 21 })).toBe(42)
})

test('a fault crosses with its code and detail', async () => {
  await expect(connected().client.fail({ how: 'fault' })).rejects.toMatchObject({
    code: 'disk-full',
    detail: { freeBytes: 12 },
  })
})

test('a bug crosses as internal, without its message, and is heard where it happened', async () => {
  const { dispatch, bugs } = connected()

  expect(await dispatch('fail', { how: 'bug' })).toEqual({ ok: false, code: 'internal', detail: {} })
  expect(bugs).toEqual(['fail'])
})

test.each([
  ['a wrong shape', 'double', { n: 'x' }],
  ['an unknown name', 'triple', {}],
  ['a name of the prototype', 'toString', {}],
  ['no input at all', 'double', undefined],
])('[SE3] %s is refused before any handler runs', async (_what, name, input) => {
  expect(await connected().dispatch(name, input)).toMatchObject({ ok: false, code: 'invalid-input' })
})

test('an answer of another shape is an error at the caller', async () => {
  const client = createClient(api, async () => ({ ok: true, value: 'many' }))

  await expect(client.double({ n: 1 })).rejects.toThrow('expected number')
})
