// `node build/test.mjs [project...] [--long] [-- vitest arguments]`: prepares, bundles and runs these test projects, or
// all. `--long` is for a night: a million merges, a thousand kills, every call of the disk failing in every way.
import './prepare/node-version.mjs'
import { bundle } from './bundle.mjs'
import { runChild } from './children.mjs'
import { runOnDisplay } from './display.mjs'
import { inRoot, root } from './paths.mjs'
import { runCommand } from './prepare/report.mjs'
import { prepare } from './prepare.mjs'

/** What runs where no project is named; `power` mounts disks, which only root can. */
const PROJECTS = ['unit', 'contract', 'ui', 'fuzz', 'sim', 'crash', 'e2e']

await runCommand(async () => {
  const isLong = process.argv.includes('--long')
  const args = process.argv.slice(2).filter((arg) => arg !== '--long')
  const options = { cwd: root, env: isLong ? { ...process.env, HOSO_LONG: '1' } : process.env }
  const firstOption = args.findIndex((arg) => arg.startsWith('-'))
  const named = firstOption === -1 ? args : args.slice(0, firstOption)
  const projects = named.length === 0 ? PROJECTS : named
  const opensWindows = projects.includes('e2e') || projects.includes('installed')

  await prepare(opensWindows ? 'window' : 'packages')
  await bundle()
  const vitest = [
    process.execPath,
    inRoot('node_modules/vitest/vitest.mjs'),
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    ...args.slice(named.length),
  ]
  return opensWindows ? runOnDisplay(vitest, options) : runChild(vitest, options)
})
