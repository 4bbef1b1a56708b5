import { readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from '../paths.mjs'
import { CARRIER, carrierTypes } from '../prepare/carrier.mjs'
import { electronExecutable } from '../prepare/electron-runtime.mjs'
import { Obstacle } from '../prepare/report.mjs'

/**
 * The Electron that would be packaged. The carried older one is for tests and trials: it is packed only where that is asked for.
 * @param {boolean} isForTesting
 */
export function shippedRuntime(isForTesting) {
  const executable = electronExecutable()
  if (executable === null) throw new Obstacle('there is no Electron to package: run npm run setup.')
  const { version: pinned } = JSON.parse(readFileSync(inRoot('node_modules/electron/package.json'), 'utf8'))
  const isCarried = carrierTypes() !== null
  if (isCarried && !isForTesting) {
    throw new Obstacle(
      `this clone runs Electron ${CARRIER.electron}, which stands in for ${pinned} in tests only and gets no security updates: it is not packaged for users. Run npm run setup where Electron ${pinned} can be fetched, or make a package for testing: npm run package -- --for-testing`,
    )
  }
  return {
    folder: realpathSync(path.dirname(executable)),
    version: isCarried ? CARRIER.electron : pinned,
  }
}
