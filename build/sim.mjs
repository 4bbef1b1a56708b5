// `npm run sim [-- OPTIONS]`: days of the whole province in one process, in plain Node.js. See tests/sim/main.ts.
import './prepare/node-version.mjs'
import { nodeModule } from './bundle-targets.mjs'
import { runChild } from './children.mjs'
import { inRoot, root } from './paths.mjs'
import { runCommand } from './prepare/report.mjs'
import { prepare } from './prepare.mjs'

/** A province of PCs in one process outgrows the heap that Node.js allows itself. */
const HEAP = '--max-old-space-size=16384'

await runCommand(async () => {
  await prepare('packages')
  const { build } = await import('esbuild')
  const outfile = inRoot('out/sim/sim.mjs')
  await build({ ...nodeModule, entryPoints: ['tests/sim/main.ts'], outfile })
  return runChild([process.execPath, HEAP, outfile, ...process.argv.slice(2)], { cwd: root })
})
