import { expect, test } from 'vitest'
import { readArguments } from '../../../server/arguments.ts'

const read = (...args: string[]) => readArguments(args, {})

test('a server listens on this machine only unless it is told otherwise', () => {
  expect(read('--data', 'kho')).toMatchObject({
    command: 'serve',
    data: 'kho',
    host: '127.0.0.1',
    port: 8420,
    tls: false,
    demo: false,
    restored: false,
  })
  expect(read('--data', 'kho', '--port', '0', '--host', '0.0.0.0', '--demo', '--tls')).toMatchObject({
    host: '0.0.0.0',
    port: 0,
    demo: true,
    tls: true,
  })
})

test('[SV11] beyond this machine it needs TLS, a certificate, or to be told to speak in the clear', () => {
  const wide = ['--data', 'kho', '--host', '10.0.0.5']

  expect(() => read(...wide)).toThrow('wrong arguments')
  expect(read(...wide, '--insecure-http')).toMatchObject({ 'insecure-http': true })
  expect(read(...wide, '--tls-cert', 'a.pem', '--tls-key', 'b.pem')).toMatchObject({ 'tls-cert': 'a.pem' })
  expect(readArguments(wide, { HOSO_TLS: '1' })).toMatchObject({ tls: true })
})

test('[SV24] backups by plan take how often and how many', () => {
  expect(
    read('--data', 'x', '--backup-to', 'y', '--backup-every', '90m', '--backup-keep', '3'),
  ).toMatchObject({
    'backup-every': 90 * 60_000,
    'backup-keep': 3,
  })
  expect(read('backup', '--data', 'x', '--to', 'y')).toEqual({
    command: 'backup',
    data: 'x',
    to: 'y',
    keep: 7,
  })
  expect(read('restore', '--data', 'x', '--from', 'y')).toEqual({ command: 'restore', data: 'x', from: 'y' })
})

test.each([
  [[]],
  [['--data', '']],
  [['--data', 'x', '--port', 'y']],
  [['--data', 'x', 'y']],
  [['--data', 'x', '--tls-key', 'y']],
  [['--data', 'x', '--backup-every', '0h']],
  [['backup', '--data', 'x']],
  [['restore', '--from', 'x']],
])('the arguments %j are refused', (args) => {
  expect(() => readArguments(args, {})).toThrow('wrong arguments')
})
