import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Set where a missing SANE is a failure and not a thing to be told. */
const isRequired = process.env['HOSO_SCANNER'] === 'required'

/** The bed of the test scanner takes A3; its feeder is empty after ten pages. */
const TEST_CONF = `number_of_devices 1
mode Gray
depth 8
resolution_min 1.0
resolution_max 1200.0
resolution_quant 1.0
resolution 300.0
test-picture "Solid white"
geometry_min 0.0
geometry_max 420.0
geometry_quant 0.1
br_x 210.0
br_y 297.0
`

/** SANE with its own test scanner and no other. */
export interface TestSane {
  /** `scanimage`, seeing the test scanner alone. */
  readonly command: string
  /** The same with a scanner that fails at every page. @param status as `SANE_STATUS_JAMMED` */
  failing(status: string): string
}

/** Null where SANE is not on this machine. */
export function findSane(): TestSane | null {
  try {
    execFileSync('scanimage', ['--version'], { stdio: 'ignore' })
  } catch {
    if (isRequired) throw new Error('SANE is not installed, and is required here')
    process.stderr.write('SANE is not installed: real scanning is not checked\n')
    return null
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'hoso-sane-'))
  writeFileSync(path.join(folder, 'dll.conf'), 'test\n')
  writeFileSync(path.join(folder, 'test.conf'), TEST_CONF)
  const wrap = (name: string, more: string): string => {
    const file = path.join(folder, name)
    writeFileSync(file, `#!/bin/sh\nSANE_CONFIG_DIR='${folder}' exec scanimage "$@"${more}\n`)
    chmodSync(file, 0o755)
    return file
  }
  return {
    command: wrap('scan', ''),
    failing: (status) => wrap(`scan-${status}`, ` --read-return-value ${status}`),
  }
}
