// Stand-in for the default_app that an official Electron brings: `electron [-r module]... <app folder> [arguments]`.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron/main'

const require = createRequire(import.meta.url)
const { modules, target } = readCommandLine(process.argv.slice(1))
// Read before the modules load: Playwright's loader shortens process.argv.
for (const file of modules) require(path.resolve(file))

if (process.argv.includes('--version')) {
  process.stdout.write(`v${process.versions.electron}\n`)
  app.exit(0)
} else if (target === undefined) {
  process.stderr.write('usage: electron [options] <app folder>\n')
  app.exit(1)
} else {
  describeApp(path.resolve(target))
  await import(pathToFileURL(require.resolve(path.resolve(target))).href)
}

/** @param {readonly string[]} args */
function readCommandLine(args) {
  /** @type {string[]} */
  const modules = []
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    if (arg === '-r' || arg === '--require') modules.push(args[(at += 1)] ?? '')
    else if (!arg.startsWith('-')) return { modules, target: arg }
  }
  return { modules, target: undefined }
}

/** Gives the app its own name and version, as a packaged one has. @param {string} folder */
function describeApp(folder) {
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
  const manifest = path.join(folder, 'package.json')
  if (!existsSync(manifest)) return app.setAppPath(path.dirname(folder))
  const { name, productName, version, desktopName } = JSON.parse(readFileSync(manifest, 'utf8'))
  app.setAppPath(folder)
  app.setName(productName ?? name ?? app.name)
  if (version !== undefined) app.setVersion(version)
  // Only Linux has it, and Electron's types leave it out.
  if ('setDesktopName' in app && typeof app.setDesktopName === 'function')
    app.setDesktopName(desktopName ?? `${app.name}.desktop`)
}
