import { expect, test } from 'vitest'
import { parseAuthorityFile } from '../../../../../domain/authority-file.ts'
import { compose, type ReadImport } from '../../../../../electron/desk/authority/imported-files.ts'
import { shippedAuthority } from '../../../../support/shipped-authority.ts'

const shipped = shippedAuthority
const at = '2026-01-05T00:00:00.000Z'

function imported(version: string, part: Partial<ReadImport['record']> = {}): ReadImport {
  const parsed = parseAuthorityFile({ ...shipped.retentions, file: 'retentions', version, source: version })
  if (parsed.kind !== 'sound') throw new Error('the file is not sound')
  const record = { name: 'retentions', version, blob: 'a'.repeat(64), at, ...part }
  return { kind: 'usable', file: parsed.file, record, by: 'Trần Thị Mẫu' }
}

const unusable = (version: string, why: 'missing' | 'unreadable'): ReadImport => {
  const { record, by } = imported(version)
  return { kind: 'unusable', why, record, by }
}

test('[CF11] the newest of the imported and shipped files holds', () => {
  const { authority, used } = compose(shipped, [
    imported('2099-01-02'),
    imported('2099-01-01'),
    imported('2020-01-01'),
  ])

  expect(authority.retentions.source).toBe('2099-01-02')
  expect(used.get('retentions')?.record.version).toBe('2099-01-02')
})

test('[CF11] a shipped file that is as new or newer holds again', () => {
  const newer = { ...shipped, retentions: { ...shipped.retentions, version: '2099-01-01' } }

  const { authority, used } = compose(newer, [imported('2099-01-01'), imported('2098-01-01')])

  expect(authority).toBe(newer)
  expect(used.size).toBe(0)
})

test('[CF11] an import that is not here, or cannot be read, is told and leaves the one before', () => {
  const { authority, unusable: bad } = compose(shipped, [
    imported('2099-01-01'),
    unusable('2099-01-02', 'missing'),
  ])

  expect(authority.retentions.source).toBe('2099-01-01')
  expect(bad.get('retentions')).toMatchObject({ why: 'missing' })
  expect(compose(shipped, [unusable('2099-01-01', 'unreadable'), imported('2099-01-03')]).unusable.size).toBe(
    0,
  )
  expect(compose(shipped, [unusable('2000-01-01', 'unreadable')]).unusable.size).toBe(0)
})

test('of two imports of one version every station takes the same', () => {
  const one = imported('2099-01-01', { blob: 'b'.repeat(64) })
  const other = imported('2099-01-01', { blob: 'c'.repeat(64) })

  expect(compose(shipped, [one, other]).used.get('retentions')).toEqual(
    compose(shipped, [other, one]).used.get('retentions'),
  )
})
