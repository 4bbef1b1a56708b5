import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { PROGRAM_VERSION } from '../../../domain/program-version.ts'

test('the program knows the version that its package has', async () => {
  const file = path.join(import.meta.dirname, '../../../package.json')
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(file, 'utf8')))

  expect(PROGRAM_VERSION).toBe(version)
})
