import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const prepare = path.join(import.meta.dirname, '../../../build/prepare.mjs')
const run = promisify(execFile)

test('[RN1] the second preparation has nothing to do and nothing to say', async () => {
  await run(process.execPath, [prepare, 'packages'])

  expect(await run(process.execPath, [prepare, 'packages'])).toEqual({ stdout: '', stderr: '' })
})
