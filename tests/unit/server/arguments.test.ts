import { expect, test } from 'vitest'
import { readArguments } from '../../../server/arguments.ts'

test('a server listens on this machine only unless it is told otherwise', () => {
  expect(readArguments(['--data', 'kho'])).toEqual({
    data: 'kho',
    host: '127.0.0.1',
    port: 8420,
    demo: false,
    restored: false,
  })
  expect(readArguments(['--data', 'kho', '--port', '0', '--host', '0.0.0.0', '--demo'])).toMatchObject({
    host: '0.0.0.0',
    port: 0,
    demo: true,
  })
})

test.each([[[]], [['--data', '']], [['--data', 'x', '--port', 'y']], [['--data', 'x', 'y']]])(
  'the arguments %j are refused',
  (args) => {
    expect(() => readArguments(args)).toThrow('wrong arguments')
  },
)
