import { expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../../domain/json.ts'
import { OP_LIMIT_BYTES } from '../../../domain/op.ts'
import { readOpText } from '../../../domain/op-text.ts'

function text(value: Json): string {
  return canonicalJson({
    v: 1,
    s: 'abcdefghijklmnop',
    i: 0,
    n: 1,
    t: [1, 0],
    f: 'doc_00000000-0000-4000-8000-000000000000',
    p: '/field/subject',
    o: [],
    val: value,
    by: 'Trần Thị Mẫu',
    sv: 1,
  })
}

test('[MG6] the canonical text of an op is read, whatever its value holds', () => {
  expect(readOpText(text('Về việc [hỗ trợ] {hộ nghèo} \\"'))).toMatchObject({ p: '/field/subject' })
})

test('another text of the same op is not canonical, and broken or hostile ones are refused', () => {
  const op = text('x')

  expect(readOpText(op.replace(',', ', '))).toBe('canonical')
  expect(readOpText(op.slice(0, -1))).toBe('canonical')
  expect(readOpText(op.replace('"n":1', '"n":1e999'))).toBe('canonical')
  expect(readOpText(op.replace('"n":1', '"n":0'))).toBe('canonical')
})

test('a text beyond its limits is refused before it is parsed', () => {
  expect(readOpText(text('đ'.repeat(OP_LIMIT_BYTES / 2)))).toBe('limit')
  expect(readOpText(`${'['.repeat(3000)}${']'.repeat(3000)}`)).toBe('limit')
})
