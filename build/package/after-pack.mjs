import { rmSync } from 'node:fs'
import path from 'node:path'

/**
 * Takes out what an unpacked runtime carries and a package must not: the page that Electron shows without a program, and
 * what only the build of this clone reads.
 * @param {{ readonly appOutDir: string }} context
 */
export function afterPack({ appOutDir }) {
  for (const name of ['resources/default_app.asar', 'types', 'version'])
    rmSync(path.join(appOutDir, name), { recursive: true, force: true })
}
