// `npm run bench -- NAME...`: runs tests/bench/NAME.bench.ts in plain Node.js, or all of them in turn.
import './prepare/node-version.mjs'
import { readdirSync } from 'node:fs'
import { bundle } from './bundle.mjs'
import { nodeModule } from './bundle-targets.mjs'
import { runOnDisplay } from './display.mjs'
import { inRoot, root } from './paths.mjs'
import { Obstacle, runCommand } from './prepare/report.mjs'
import { prepare } from './prepare.mjs'

const SUFFIX = '.bench.ts'

await runCommand(async () => {
  const known = readdirSync(inRoot('tests/bench'))
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
  const args = process.argv.slice(2)
  const names = args.filter((arg) => !arg.startsWith('-'))
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new Obstacle(`no such bench: ${unknown.join(', ')}. There are: ${known.join(', ')}.`)

  await prepare('window')
  await bundle()
  for (const name of names.length > 0 ? names : known) {
    const code = await runBench(
      name,
      args.filter((arg) => arg.startsWith('-')),
    )
    if (code !== 0) return code
  }
  return 0
})

/** @param {string} name @param {readonly string[]} options */
async function runBench(name, options) {
  const { build } = await import('esbuild')
  const outfile = inRoot('out/bench', `${name}.mjs`)
  await build({ ...nodeModule, entryPoints: [`tests/bench/${name}${SUFFIX}`], outfile })
  return runOnDisplay([process.execPath, outfile, ...options], { cwd: root })
}
