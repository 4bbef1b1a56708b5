// `npm start [-- --demo] [-- arguments of the app]`: prepares, bundles and opens the window.
import './prepare/node-version.mjs'
import { bundle } from './bundle.mjs'
import { hasDisplay, runOnDisplay } from './display.mjs'
import { root } from './paths.mjs'
import { electronExecutable } from './prepare/electron-runtime.mjs'
import { Obstacle, runCommand, say } from './prepare/report.mjs'
import { prepare } from './prepare.mjs'

await runCommand(async () => {
  await prepare('window')
  await bundle()
  const args = process.argv.slice(2)
  if (!args.includes('--demo')) return openWindow(args)
  const { withDemo } = await import('./start/demo.mjs')
  return withDemo((file) => openWindow([`--demo=${file}`, ...args.filter((arg) => arg !== '--demo')]))
})

/** @param {readonly string[]} args @returns {Promise<number>} the app's exit code */
function openWindow(args) {
  const executable = electronExecutable()
  if (executable === null) throw new Obstacle('Electron is gone: run the command again.')
  // Chromium refuses its sandbox to root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  if (!hasDisplay()) say('no display here, so the window opens on a virtual one that nobody sees')
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  return runOnDisplay([executable, ...asRoot, root, ...args], { env })
}
