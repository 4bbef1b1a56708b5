#!/usr/bin/env node
// The `hoso` command of a clone: prepares and bundles where needed, then hands over to the real one with its arguments.
import './prepare/node-version.mjs'
import { pathToFileURL } from 'node:url'
import { bundle } from './bundle.mjs'
import { inRoot } from './paths.mjs'
import { runCommand } from './prepare/report.mjs'
import { prepare } from './prepare.mjs'

await runCommand(async () => {
  await prepare('packages')
  await bundle()
  await import(pathToFileURL(inRoot('out/cli/hoso.mjs')).href)
})
