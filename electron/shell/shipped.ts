import { readFileSync } from 'node:fs'
import path from 'node:path'
import { app } from 'electron'
import * as z from 'zod'

/** What the package was told of the runtime in it; a clone says nothing. */
const Manifest = z.object({
  runtime: z.object({ version: z.string(), isForTesting: z.boolean() }).optional(),
})

/** Is this a package whose runtime is for tests only? */
function isTestPackage(): boolean {
  const file = path.join(app.getAppPath(), 'package.json')
  return Manifest.parse(JSON.parse(readFileSync(file, 'utf8'))).runtime?.isForTesting === true
}

/** What stands on the title bar. */
export function windowTitle(): string {
  return isTestPackage() ? `${app.name}: BẢN CHẠY THỬ, không dùng cho hồ sơ thật` : app.name
}

const DEBUGGING = ['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk', 'js-flags']

/** Does somebody ask to look into a program that handles real case files? Only clones and test packages allow it. */
export function isDebuggingRefused(): boolean {
  return app.isPackaged && !isTestPackage() && DEBUGGING.some((name) => app.commandLine.hasSwitch(name))
}
