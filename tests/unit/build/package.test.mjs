import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { shippedRuntime } from '../../../build/package/runtime.mjs'
import { inRoot } from '../../../build/paths.mjs'
import { carrierTypes } from '../../../build/prepare/carrier.mjs'
import { Obstacle } from '../../../build/prepare/report.mjs'

const folder = mkdtempSync(path.join(tmpdir(), 'package-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** @param {...string} args */
function makePackages(...args) {
  const run = spawnSync(process.execPath, [inRoot('build/package.mjs'), `--output=${folder}`, ...args], {
    encoding: 'utf8',
    env: { ...process.env, APPIMAGE_TOOLS_PATH: path.join(folder, 'nothing') },
  })
  return { code: run.status, said: run.stderr }
}

test('[PK10] the runtime for tests is packaged only where that is asked for', () => {
  const isCarried = carrierTypes() !== null
  const refusal = (/** @type {boolean} */ isForTesting) => {
    try {
      return shippedRuntime(isForTesting).version
    } catch (error) {
      return error instanceof Obstacle ? 'refused' : error
    }
  }

  expect(refusal(false) === 'refused').toBe(isCarried)
  expect(refusal(true)).toMatch(/^\d+\.\d+\.\d+$/)
})

test('[PK11] a target whose tools cannot be had is left out with the reason, and nothing is half made', () => {
  const { code, said } = makePackages('--targets=AppImage', '--for-testing')

  expect(code).toBe(1)
  expect(said).toContain('AppImage was left out: APPIMAGE_TOOLS_PATH names nothing that can be read')
  const report = JSON.parse(readFileSync(path.join(folder, 'report.json'), 'utf8'))
  expect(report).toMatchObject({ made: [], leftOut: [{ target: 'AppImage' }] })
  expect(existsSync(path.join(folder, '.work'))).toBe(false)
})

test('[PK11] a target that there is not is refused with those there are', () => {
  const { code, said } = makePackages('--targets=dmg')
  expect(code).toBe(1)
  expect(said).toContain('no such target: dmg. There are: archive, deb, rpm, tar.gz, AppImage, nsis, zip.')
})
