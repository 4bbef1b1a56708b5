import { expect, test } from 'vitest'
import { hasDisplay } from '../../../build/display.mjs'
import { isDebianLike, resolveDebianNames } from '../../../build/prepare/debian.mjs'
import { isSupportedNode } from '../../../build/prepare/node-version.mjs'
import { readNpmFailure } from '../../../build/prepare/npm.mjs'
import { notFoundLibraries, packagesOfLibraries } from '../../../build/prepare/system-libraries.mjs'

test.each([
  ['18.20.0', false],
  ['20.18.9', false],
  ['20.19.0', true],
  ['22.1.0', true],
])('Node.js %s is supported: %s', (version, expected) => {
  expect(isSupportedNode(version)).toBe(expected)
})

test('the line of npm that says most is the first that is not a bare code', () => {
  const stderr =
    'npm error code ECONNREFUSED\nnpm error errno ECONNREFUSED\nnpm error FetchError: connect ECONNREFUSED\nnpm error A complete log'

  expect(readNpmFailure(stderr)).toEqual({ code: 'ECONNREFUSED', reason: 'FetchError: connect ECONNREFUSED' })
})

test('libraries that ldd misses lead to their Debian packages, each once', () => {
  const ldd =
    '\tlibgtk-3.so.0 => not found\n\tlibc.so.6 => /lib/libc.so.6\n\tlibnss3.so => not found\n\tlibsmime3.so => not found\n\tlibnew.so.9 => not found\n'

  expect(notFoundLibraries(ldd)).toEqual(['libgtk-3.so.0', 'libnss3.so', 'libsmime3.so', 'libnew.so.9'])
  expect(packagesOfLibraries(notFoundLibraries(ldd))).toEqual({
    packages: ['libgtk-3-0', 'libnss3'],
    unknown: ['libnew.so.9'],
  })
})

test('Debian and what is made of it is told from the rest', () => {
  expect(isDebianLike('NAME="Debian"\nID=debian\n')).toBe(true)
  expect(isDebianLike('ID=linuxmint\nID_LIKE="ubuntu debian"\n')).toBe(true)
  expect(isDebianLike('ID=fedora\n')).toBe(false)
})

test('a package has the name that this release gives it', () => {
  const policy =
    'libasound2:\n  Installed: (none)\n  Candidate: (none)\nlibasound2t64:\n  Installed: (none)\n  Candidate: 1.2.11\nxvfb:\n  Installed: (none)\n  Candidate: 2:21.1.7\n'

  expect(resolveDebianNames(['libasound2', 'xvfb', 'absent'], policy)).toEqual({
    available: ['libasound2t64', 'xvfb'],
    unavailable: ['absent'],
  })
})

test.runIf(process.platform === 'linux')('a display is an X server or a Wayland one', () => {
  expect([{}, { DISPLAY: ':0' }, { WAYLAND_DISPLAY: 'wayland-0' }].map((env) => hasDisplay(env))).toEqual([
    false,
    true,
    true,
  ])
})
