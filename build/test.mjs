// `node build/test.mjs [project...] [-- vitest arguments]`: prepares, bundles and runs these test projects, or all.
import './prepare/node-version.mjs'
import { bundle } from './bundle.mjs'
import { runChild } from './children.mjs'
import { runOnDisplay } from './display.mjs'
import { inRoot, root } from './paths.mjs'
import { runCommand } from './prepare/report.mjs'
import { prepare } from './prepare.mjs'

await runCommand(async () => {
  const args = process.argv.slice(2)
  const firstOption = args.findIndex((arg) => arg.startsWith('-'))
  const projects = firstOption === -1 ? args : args.slice(0, firstOption)
  const opensWindows = projects.length === 0 || projects.includes('e2e')

  await prepare(opensWindows ? 'window' : 'packages')
  await bundle()
  const vitest = [
    process.execPath,
    inRoot('node_modules/vitest/vitest.mjs'),
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    ...args.slice(projects.length),
  ]
  return opensWindows ? runOnDisplay(vitest, { cwd: root }) : runChild(vitest, { cwd: root })
})
