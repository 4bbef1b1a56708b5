// `npm run check`: every check in turn, and the first failing one by name. `npm run check:static` leaves the tests out.
import './prepare/node-version.mjs'
import { runChild } from './children.mjs'
import { root } from './paths.mjs'
import { npmCommand } from './prepare/npm.mjs'
import { Obstacle, runCommand, say } from './prepare/report.mjs'
import { prepare } from './prepare.mjs'

const STATIC_CHECKS = ['format:check', 'types', 'lint', 'graph', 'dead']

await runCommand(async () => {
  const isStatic = process.argv.includes('--static')
  await prepare(isStatic ? 'packages' : 'window')
  for (const name of isStatic ? STATIC_CHECKS : [...STATIC_CHECKS, 'test']) await check(name)
  say('all passed')
})

/** @param {string} name of a script in package.json */
async function check(name) {
  const startedMs = performance.now()
  const code = await runChild([...npmCommand(), 'run', '--silent', name], { cwd: root })
  if (code !== 0) throw new Obstacle(`${name} failed (alone: npm run ${name}).`)
  say(`${name} passed in ${((performance.now() - startedMs) / 1000).toFixed(1)} s`)
}
