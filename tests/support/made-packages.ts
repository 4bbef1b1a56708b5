import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'

const run = promisify(execFile)
const root = path.join(import.meta.dirname, '../..')
const Report = z.object({ made: z.array(z.object({ file: z.string(), sha256: z.string() })) })

/** Makes packages as a release does, but with the runtime for testing. @returns the hash of the program's archive in them */
export async function makePackages(
  target: 'deb' | 'archive',
  output: string,
  version: string,
): Promise<string> {
  const args = [
    'build/package.mjs',
    `--targets=${target}`,
    '--for-testing',
    `--version=${version}`,
    `--output=${output}`,
  ]
  await run(process.execPath, args, { cwd: root, maxBuffer: 64 * 1024 * 1024 })
  const report = Report.parse(JSON.parse(await readFile(path.join(output, 'report.json'), 'utf8')))
  return report.made.find(({ file }) => file.endsWith('app.asar'))?.sha256 ?? 'no archive was made'
}
