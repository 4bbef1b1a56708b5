import { XMLParser } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { xmlAttribute, xmlText } from '../../../domain/xml-text.ts'
import { readXml } from '../../../electron/package/verify/read-xml.ts'

const hostile = [
  'a & b < c > d " e \' f',
  ']]> <![CDATA[ x ]]>',
  '<!DOCTYPE x [<!ENTITY y "z">]>&y;',
  'phải\u202egnort\u202c trái \u2066x\u2069',
  'dòng 1\r\ndòng 2\ttab',
  'tiếng Việt 𠀀 \u{1f600}',
]

test('[PA24] whatever a text holds, XML gives it back as it was', () => {
  for (const text of hostile) {
    const xml = `<a b="${xmlAttribute(text)}">${xmlText(text)}</a>`
    const read = readXml(Buffer.from(xml, 'utf8'))

    expect(read.text).toBe(text)
    expect(read.attributes.get('b')).toBe(text)
    expect(xml).not.toMatch(/[\u202a-\u202e\u2066-\u2069\r]/)
  }
})

test('[PA24] what XML cannot write is left out, and nothing else', () => {
  const text = 'a\u0000b\u0008c\ud800d\uffffe'

  expect(xmlText(text)).toBe('abcde')
  expect(new XMLParser().parse(`<a>${xmlText(text)}</a>`)).toEqual({ a: 'abcde' })
})
