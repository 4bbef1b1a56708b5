import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { findUpdate } from '../../../../electron/update/find-updates.ts'
import { temporaryFolder } from '../../../support/test-vault.ts'
import { present } from '../../../support/update-files.ts'

test('[UP12] the newest update for this PC is found beside the answers, from the stick or from one of its bags', async () => {
  const stick = await temporaryFolder()
  expect(await findUpdate(stick, present)).toBeNull()
  const place = path.join(stick, 'ho-so-xa-cap-nhat')
  await mkdir(path.join(place, 'ho-so-xa-0.9.0-linux-x64.hoso'), { recursive: true })
  for (const name of [
    '0.0.9-linux-x64',
    '0.2.0-linux-x64',
    '0.3.0-win32-x64',
    '0.10.0-linux-arm64',
    '0.2.1-linux-x64',
  ]) {
    await writeFile(path.join(place, `ho-so-xa-${name}.hoso`), 'nội dung')
  }
  const bag = path.join(stick, 'hsx-down-H27.38.05-20260105-0123456789abcdef-1')
  await mkdir(bag)

  const found = {
    path: path.join(place, 'ho-so-xa-0.2.1-linux-x64.hoso'),
    version: '0.2.1',
    sizeBytes: Buffer.byteLength('nội dung'),
  }

  expect(await findUpdate(stick, present)).toEqual(found)
  expect(await findUpdate(bag, present)).toEqual(found)
})
