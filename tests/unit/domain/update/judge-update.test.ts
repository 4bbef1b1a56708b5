import { expect, test } from 'vitest'
import { judgeUpdate } from '../../../../domain/update/judge-update.ts'
import {
  readUpdateName,
  type UpdateManifest,
  updateFileName,
} from '../../../../domain/update/update-format.ts'
import { compareVersions, Version } from '../../../../domain/update/version.ts'
import { present } from '../../../support/update-files.ts'

const manifest: UpdateManifest = {
  kind: 'ho-so-xa-update',
  format: 1,
  version: '0.2.0',
  platform: 'linux',
  arch: 'x64',
  vaultFormat: 1,
  oldestFrom: '0.1.0',
  payload: { name: 'a.deb', sizeBytes: 1, sha256: '0'.repeat(64) },
  notes: { vi: '', en: '' },
  createdAt: '2026-11-20T02:00:00.000Z',
  keyId: '0123456789abcdef',
}

test('a version is newer by its first number that differs, as a number', () => {
  const sorted = ['0.10.0', '1.0.0', '0.2.11', '0.2.2', '0.2.0'].sort(compareVersions)

  expect(sorted).toEqual(['0.2.0', '0.2.2', '0.2.11', '0.10.0', '1.0.0'])
  for (const none of ['1.0', '1.0.0-rc1', 'v1.0.0', '01.0.0', '1.0.0\n'])
    expect(Version.safeParse(none).success).toBe(false)
})

test.each([
  ['newer', {}, null],
  ['older', { version: '0.0.9' }, ['conflict', 'update-older']],
  ['the same', { version: '0.1.0' }, ['conflict', 'update-same']],
  ['of another system', { platform: 'win32' }, ['file-unsupported', 'update-platform']],
  ['for another kind of PC', { arch: 'arm64' }, ['file-unsupported', 'update-arch']],
  [
    'too new to be reached in one step',
    { version: '0.9.0', oldestFrom: '0.5.0' },
    ['conflict', 'update-too-old'],
  ],
] as const)('[UP3] an update that is %s is judged so', (_what, part, refusal) => {
  const fault = judgeUpdate({ ...manifest, ...part }, present)

  expect(fault === null ? null : [fault.code, fault.detail['reason']]).toEqual(refusal)
})

test('[UP3] a newer program that writes an older vault is refused, one that writes a newer vault is not', () => {
  const ours = { ...present, vaultFormat: 2 }

  expect(judgeUpdate(manifest, ours)?.detail['reason']).toBe('update-vault')
  expect(judgeUpdate({ ...manifest, vaultFormat: 3 }, ours)).toBeNull()
})

test('the name of an update file says for whom it is, and no other name does', () => {
  expect(readUpdateName(updateFileName(manifest))).toEqual({
    version: '0.2.0',
    platform: 'linux',
    arch: 'x64',
  })
  for (const name of [
    'ho-so-xa-0.2-linux-x64.hoso',
    'x.hoso',
    '../ho-so-xa-0.2.0-linux-x64.hoso',
    'ho-so-xa-0.2.0-linux-x64.hoso.exe',
  ]) {
    expect(readUpdateName(name)).toBeNull()
  }
})
