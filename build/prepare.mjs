// Makes a fresh clone ready to run: packages, an Electron to start, and the system libraries it needs. Each step is done
// only where it is needed. `node build/prepare.mjs` does all; `node build/prepare.mjs packages` stops after the packages.
import './prepare/node-version.mjs'
import { isProgram } from './paths.mjs'
import { prepareElectron } from './prepare/electron-runtime.mjs'
import { preparePackages } from './prepare/node-packages.mjs'
import { runCommand } from './prepare/report.mjs'
import { prepareSystem } from './prepare/system-libraries.mjs'

/**
 * @param {'packages' | 'window'} need `packages` for what runs in Node.js alone, `window` for what opens Electron
 */
export async function prepare(need) {
  preparePackages()
  if (need === 'window') prepareSystem(await prepareElectron())
}

if (isProgram(import.meta.filename)) {
  await runCommand(() => prepare(process.argv[2] === 'packages' ? 'packages' : 'window'))
}
