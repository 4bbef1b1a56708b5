import { xmlAttribute, xmlText } from '../../domain/xml-text.ts'

/** An element to be written; attributes and children that are not given are left out. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | undefined>>
  readonly children: readonly (XmlElement | string)[]
}

type Child = XmlElement | string | null | readonly XmlElement[]

export function element(
  name: string,
  attributes: XmlElement['attributes'] = {},
  ...children: readonly Child[]
): XmlElement {
  return { name, attributes, children: children.flat().filter((child) => child !== null) }
}

/** The document with its declaration, two blanks deeper at each level; the same tree gives the same text. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`
}

function written({ name, attributes, children }: XmlElement, indent: string): string {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${xmlAttribute(value)}"`],
  )
  const open = `${indent}<${name}${given.join('')}`
  if (children.length === 0) return `${open}/>\n`
  const isText = children.every((child) => typeof child === 'string')
  if (isText) return `${open}>${children.map((child) => xmlText(child)).join('')}</${name}>\n`
  const inner = children.map((child) =>
    typeof child === 'string' ? xmlText(child) : written(child, `${indent}  `),
  )
  return `${open}>\n${inner.join('')}${indent}</${name}>\n`
}
