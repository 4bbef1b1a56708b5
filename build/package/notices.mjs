import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { bundleTargets } from '../bundle-targets.mjs'
import { inRoot } from '../paths.mjs'
import { npm } from '../prepare/npm.mjs'
import { Obstacle } from '../prepare/report.mjs'

const PAGES = ['renderer', 'console']

/**
 * @typedef {object} Component a package in a bill of materials
 * @property {string} bom-ref
 * @property {string} name
 * @property {string} version
 * @property {string} [type]
 * @property {readonly object[]} [licenses]
 */

/**
 * @typedef {object} Bill a CycloneDX bill of materials, as far as it is changed here
 * @property {{ component: Component, timestamp?: string }} metadata
 * @property {string} [serialNumber]
 * @property {Component[]} components
 * @property {{ readonly ref: string, readonly dependsOn?: readonly string[] }[]} dependencies
 */

/**
 * Writes what is inside the package and under which terms: `sbom.cdx.json` (CycloneDX) and `licences.txt`.
 * @param {string} folder @param {{ readonly version: string, readonly electron: string }} program
 */
export async function writeNotices(folder, { version, electron }) {
  const shipped = new Set([...(await packagesOfPages()), ...installedPackages()])
  const names = new Set([...shipped].map(nameOf))
  const bill = billOfMaterials()
  bill.metadata.component.version = version
  bill.components = bill.components.filter((component) => names.has(component['bom-ref']))
  bill.components.push({
    type: 'framework',
    'bom-ref': `electron@${electron}`,
    name: 'electron',
    version: electron,
    licenses: [{ license: { id: 'MIT' } }],
  })
  const kept = new Set([
    bill.metadata.component['bom-ref'],
    ...bill.components.map((component) => component['bom-ref']),
  ])
  bill.dependencies = bill.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => kept.has(each)) }))
  // The same commit gives the same bytes.
  delete bill.metadata.timestamp
  delete bill.serialNumber
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 1)}\n`)
  writeFileSync(path.join(folder, 'licences.txt'), [...shipped].sort().map(termsOf).join('\n'))
}

/**
 * The packages whose code is bundled into a page, as folders below node_modules.
 * @returns {Promise<string[]>}
 */
async function packagesOfPages() {
  const { build } = await import('esbuild')
  const pages = bundleTargets.filter(({ output }) => PAGES.includes(output))
  const runs = await Promise.all(
    pages.map((page) => build({ ...page.options, entryPoints: [page.entry], write: false, metafile: true })),
  )
  const inputs = runs.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}))
  const found = inputs.map(
    (file) => /^(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1],
  )
  return found.filter((place) => place !== undefined)
}

/** The packages that the program loads from the archive. @returns {string[]} */
function installedPackages() {
  const run = npm(['ls', '--omit=dev', '--all', '--parseable'], inRoot())
  return run.stdout
    .split('\n')
    .map((line) => path.relative(inRoot(), line.trim()))
    .filter((place) => place.startsWith('node_modules'))
}

/** @returns {Bill} a bill of the whole tree, as npm writes it */
function billOfMaterials() {
  const run = npm(['sbom', '--sbom-format', 'cyclonedx'], inRoot())
  if (!run.ok) throw new Obstacle(`npm cannot write the bill of materials: ${run.reason}`)
  return JSON.parse(run.stdout)
}

/** How a bill refers to a package. @param {string} place folder of the package @returns {string} */
function nameOf(place) {
  const { name, version } = JSON.parse(readFileSync(inRoot(place, 'package.json'), 'utf8'))
  return `${name}@${version}`
}

/** @param {string} place folder of a package @returns {string} */
function termsOf(place) {
  const { name, version, license } = JSON.parse(readFileSync(inRoot(place, 'package.json'), 'utf8'))
  const files = readdirSync(inRoot(place)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
  const terms = files.map((file) => readFileSync(inRoot(place, file), 'utf8').trim())
  return [`${'='.repeat(78)}\n${name} ${version} (${license ?? 'no licence named'})\n`, ...terms, ''].join(
    '\n',
  )
}
