import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { readTarMember, readZipMembers, writeAsar } from '../../../build/prepare/archives.mjs'

const folder = mkdtempSync(path.join(tmpdir(), 'archives-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A zip of one member, laid out as in APPNOTE 4.3. @param {{ name: string, bytes: Buffer, mode: number, deflated: boolean }} member */
function aZip({ name, bytes, mode, deflated }) {
  const body = deflated ? deflateRawSync(bytes) : bytes
  const common = Buffer.alloc(26)
  common.writeUInt16LE(deflated ? 8 : 0, 4)
  common.writeUInt32LE(body.length, 14)
  common.writeUInt32LE(bytes.length, 18)
  common.writeUInt16LE(Buffer.byteLength(name), 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), body])
  const attributes = Buffer.alloc(14)
  attributes.writeUInt32LE((0o100000 + mode) * 0x10000, 6)
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), common, attributes, Buffer.from(name)])
  const end = Buffer.alloc(18)
  end.writeUInt16LE(1, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(local.length, 12)
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06'), end])
}

test('a member of a tar is found behind members of odd sizes', () => {
  writeFileSync(path.join(folder, 'first.txt'), 'x'.repeat(700))
  writeFileSync(path.join(folder, 'second.txt'), 'Hồ sơ')
  const tar = execFileSync('tar', ['-cf', '-', '-C', folder, 'first.txt', 'second.txt'])

  expect(readTarMember(tar, 'second.txt').toString('utf8')).toBe('Hồ sơ')
})

test('a member that a tar lacks is told by name', () => {
  expect(() => readTarMember(Buffer.alloc(1024), 'absent.txt')).toThrow('absent.txt')
})

test.each([true, false])('a zip member keeps its bytes and its mode (deflated: %s)', (deflated) => {
  const bytes = Buffer.from('văn bản '.repeat(50))

  const [member] = readZipMembers(aZip({ name: 'bin/run', bytes, mode: 0o755, deflated }))

  expect({ name: member?.name, mode: member?.mode, bytes: member?.read() }).toEqual({
    name: 'bin/run',
    mode: 0o755,
    bytes,
  })
})

test('bytes that are no zip are refused', () => {
  expect(() => [...readZipMembers(Buffer.from('plain text'))]).toThrow('not a zip')
})

test('an asar holds its index first, then the files end to end', () => {
  const asar = writeAsar({ 'a.txt': Buffer.from('first'), 'b.txt': Buffer.from('second') })

  const indexBytes = asar.readUInt32LE(12)
  const bodyAt = 8 + asar.readUInt32LE(4)
  expect(JSON.parse(asar.toString('utf8', 16, 16 + indexBytes))).toEqual({
    files: { 'a.txt': { size: 5, offset: '0' }, 'b.txt': { size: 6, offset: '5' } },
  })
  expect(asar.toString('utf8', bodyAt)).toBe('firstsecond')
})
