import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inRoot } from '../../../build/paths.mjs'
import { reasonToInstall } from '../../../build/prepare/node-packages.mjs'

const zod = { 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-a' } }
const lock = { packages: { '': {}, ...zod } }

test('[RN1] packages are installed where there are none', () => {
  expect(reasonToInstall(lock, null)).toContain('absent')
})

test('[RN1] nothing is installed where every locked package is in place', () => {
  expect(reasonToInstall(lock, { packages: zod })).toBeNull()
})

test('a package of a developer that is not yet locked is left alone', () => {
  expect(
    reasonToInstall(lock, { packages: { ...zod, 'node_modules/extra': { version: '1.0.0' } } }),
  ).toBeNull()
})

test('a locked package of another version or other bytes is a reason, and is named', () => {
  const other = (/** @type {object} */ change) => ({
    packages: { 'node_modules/zod': { ...zod['node_modules/zod'], ...change } },
  })

  expect(reasonToInstall(lock, other({ version: '4.6.6' }))).toContain('zod')
  expect(reasonToInstall(lock, other({ integrity: 'sha512-b' }))).toContain('zod')
  expect(reasonToInstall(lock, { packages: {} })).toContain('1 installed packages differ')
})

test('an optional package made for another system may be missing', () => {
  const optional = { packages: { 'node_modules/@libsql/win32': { version: '0.5.29', optional: true } } }

  expect(reasonToInstall(optional, { packages: {} })).toBeNull()
})

// npm leaves out of the lockfile what its registry cannot describe, and then refuses it: `npm ci` would fail everywhere.
test('package-lock.json holds the optional packages of every system', () => {
  const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'))
  const optional = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => ({ place, name })),
  )

  const isLocked = (/** @type {{ place: string, name: string }} */ { place, name }) =>
    `node_modules/${name}` in packages || `${place}/node_modules/${name}` in packages
  expect(optional.filter((each) => !isLocked(each))).toEqual([])
})
