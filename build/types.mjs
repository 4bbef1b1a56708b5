// `npm run types`: checks all types, and electron/ once more against the carried older Electron where that one runs the
// tests, so that no call is used that it lacks.
import './prepare/node-version.mjs'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runChild } from './children.mjs'
import { inRoot, root } from './paths.mjs'
import { carrierTypes } from './prepare/carrier.mjs'
import { runCommand } from './prepare/report.mjs'
import { prepare } from './prepare.mjs'

const carrierConfig = inRoot('node_modules/.cache/tsc/carrier/tsconfig.json')

await runCommand(async () => {
  await prepare('packages')
  const code = await tsc('-b', root, inRoot('build'))
  const types = carrierTypes()
  if (code !== 0 || types === null) return code
  writeCarrierConfig(types)
  return tsc('-p', carrierConfig)
})

/** @param {...string} args @returns {Promise<number>} */
function tsc(...args) {
  return runChild([process.execPath, inRoot('node_modules/typescript/bin/tsc'), ...args], { cwd: root })
}

/** @param {string} types electron.d.ts of the carried Electron */
function writeCarrierConfig(types) {
  const config = {
    extends: inRoot('electron/tsconfig.json'),
    compilerOptions: {
      composite: false,
      rootDir: root,
      incremental: true,
      noEmit: true,
      emitDeclarationOnly: false,
      declaration: false,
      tsBuildInfoFile: path.join(path.dirname(carrierConfig), 'tsconfig.tsbuildinfo'),
      typeRoots: [inRoot('node_modules/@types')],
      paths: { electron: [types] },
    },
    include: [inRoot('electron/**/*.ts')],
    references: [],
  }
  mkdirSync(path.dirname(carrierConfig), { recursive: true })
  writeFileSync(carrierConfig, JSON.stringify(config, null, 2))
}
