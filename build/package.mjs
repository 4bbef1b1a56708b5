// `npm run package [-- --targets=deb,rpm] [-- --for-testing] [-- --version=0.2.0] [-- --update-key=FILE]`: makes the installers into
// `out/packages`, each whole or not at all, and says of every target that was left out why.
import './prepare/node-version.mjs'
import { createHash } from 'node:crypto'
import {
  createReadStream,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { bundle } from './bundle.mjs'
import { makeManual } from './manual.mjs'
import { makePackages } from './package/builder.mjs'
import { drawIcons } from './package/icons.mjs'
import { writeNotices } from './package/notices.mjs'
import { shippedRuntime } from './package/runtime.mjs'
import { targets } from './package/targets.mjs'
import { signUpdates, testKey, trustKey } from './package/update-key.mjs'
import { inRoot } from './paths.mjs'
import { Obstacle, runCommand, say } from './prepare/report.mjs'
import { prepare } from './prepare.mjs'

const { values } = parseArgs({
  options: {
    targets: { type: 'string' },
    'for-testing': { type: 'boolean', default: false },
    version: { type: 'string' },
    'update-key': { type: 'string' },
    output: { type: 'string', default: inRoot('out/packages') },
  },
})
const output = path.resolve(values.output)
const work = path.join(output, '.work')

await runCommand(async () => {
  const wanted = wantedTargets()
  await prepare('window')
  const runtime = shippedRuntime(values['for-testing'])
  const plan = await Promise.all(
    wanted.map(async (target) => ({ target, obstacle: await target.obstacle() })),
  )
  const possible = plan.filter(({ obstacle }) => obstacle === null).map(({ target }) => target)
  const made = possible.length > 0 ? await makeAll(possible, runtime) : []
  const leftOut = plan.flatMap(({ target, obstacle }) =>
    obstacle === null ? [] : [{ target: target.name, reason: obstacle }],
  )
  mkdirSync(output, { recursive: true })
  writeFileSync(path.join(output, 'report.json'), `${JSON.stringify({ made, leftOut }, null, 2)}\n`)
  for (const { file, sizeBytes, sha256 } of made)
    say(`${file}  ${(sizeBytes / 1e6).toFixed(1)} MB  sha256 ${sha256}`)
  for (const { target, reason } of leftOut) say(`${target} was left out: ${reason}`)
  return values.targets !== undefined && leftOut.length > 0 ? 1 : 0
})

function wantedTargets() {
  if (values.targets === undefined) return targets.filter(({ name }) => name !== 'archive')
  const names = values.targets.split(',')
  const unknown = names.filter((name) => !targets.some((target) => target.name === name))
  if (unknown.length > 0)
    throw new Obstacle(
      `no such target: ${unknown.join(', ')}. There are: ${targets.map(({ name }) => name).join(', ')}.`,
    )
  return targets.filter(({ name }) => names.includes(name))
}

/**
 * Makes everything beside its place and moves it there, so that none is ever half made.
 * @param {readonly import('./package/targets.mjs').Target[]} wanted @param {{ folder: string, version: string }} runtime
 */
async function makeAll(wanted, runtime) {
  const version = values.version ?? JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).version
  const isForTesting = values['for-testing']
  const keyFile = values['update-key'] ?? (isForTesting ? testKey(output) : null)
  const parts = path.join(work, 'parts')
  rmSync(work, { recursive: true, force: true })
  await bundle({ version: values.version })
  await drawIcons(path.join(parts, 'icons'))
  await addManual(path.join(parts, 'manual'), version)
  await writeNotices(path.join(parts, 'notices'), { version, electron: runtime.version })
  trustKey(path.join(parts, 'keys'), keyFile)
  const { files, archives } = await makePackages(wanted, {
    version,
    runtime,
    isForTesting,
    parts,
    output: path.join(work, 'made'),
  })
  const updates =
    keyFile === null ? [] : signUpdates(files, { version, keyFile, output: path.join(work, 'made') })
  const made = []
  for (const file of [...files, ...updates]) {
    const place = path.join(output, path.relative(path.join(work, 'made'), file))
    mkdirSync(path.dirname(place), { recursive: true })
    renameSync(file, place)
    made.push(await describe(place))
  }
  for (const archive of archives) made.push(await describe(archive))
  rmSync(work, { recursive: true, force: true })
  return made
}

/** The manual and the card for the desk, as they are printed. @param {string} folder @param {string} version */
async function addManual(folder, version) {
  const made = path.join(work, 'manual')
  await makeManual(made, version)
  mkdirSync(folder, { recursive: true })
  for (const name of ['huong-dan.pdf', 'the-nhanh.pdf'])
    renameSync(path.join(made, name), path.join(folder, name))
}

/** @param {string} file */
async function describe(file) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return { file: path.relative(output, file), sizeBytes: statSync(file).size, sha256: hash.digest('hex') }
}
