import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** An element as it is read, its name and those of its attributes with their namespaces: `{namespace}local`. */
export interface ReadElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly ReadElement[]
  /** Its own text without that of its children. */
  readonly text: string
}

/** What no honest file of a package has. */
const MOST_TAGS = 600_000
const DEEPEST = 64
const TEXT = '#text'
const CDATA = '#cdata'
const ATTRIBUTES = ':@'

/** @throws SyntaxError where it is no well-formed XML, or one that is made to harm */
export function readXml(bytes: Uint8Array): ReadElement {
  const text = utf8(bytes)
  // Entities of a document's own are how a small file becomes a large one, or reads another file.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new SyntaxError('a document type is not allowed')
  if (countOf(text, '<') > MOST_TAGS) throw new SyntaxError('too many elements')
  const verdict = XMLValidator.validate(text)
  if (verdict !== true) throw new SyntaxError(`${verdict.err.msg} (line ${verdict.err.line})`)
  const roots = listOf(parser().parse(text)).filter((node) => tagOf(node) !== TEXT)
  const [root] = roots
  if (root === undefined || roots.length > 1) throw new SyntaxError('not one root element')
  return elementOf(root, new Map())
}

function parser(): XMLParser {
  return new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: false,
    trimValues: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    cdataPropName: CDATA,
    maxNestedTags: DEEPEST,
  })
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new SyntaxError('not UTF-8', { cause })
  }
}

function countOf(text: string, sign: string): number {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count += 1
  return count
}

type Node = Readonly<Record<string, unknown>>

/** With `preserveOrder` the parser gives lists of objects of one tag each. */
function listOf(value: unknown): readonly Node[] {
  return Array.isArray(value) ? (value as readonly Node[]) : []
}

function tagOf(node: Node): string {
  return Object.keys(node).find((key) => key !== ATTRIBUTES) ?? TEXT
}

type Spaces = ReadonlyMap<string, string>

function elementOf(node: Node, outer: Spaces): ReadElement {
  const tag = tagOf(node)
  const given = Object.entries((node[ATTRIBUTES] ?? {}) as Readonly<Record<string, unknown>>).map(
    ([name, value]) => [name, plain(String(value))] as const,
  )
  const declared = given.flatMap(([name, value]): [string, string][] => {
    if (name === 'xmlns') return [['', value]]
    return name.startsWith('xmlns:') ? [[name.slice(6), value]] : []
  })
  const spaces = declared.length === 0 ? outer : new Map([...outer, ...declared])
  const nodes = listOf(node[tag])
  const attributes = given
    .filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'))
    .map(([name, value]) => [name.includes(':') ? full(name, spaces) : name, value] as const)
  return {
    name: full(tag, spaces),
    attributes: new Map(attributes),
    children: nodes
      .filter((child) => ![TEXT, CDATA].includes(tagOf(child)))
      .map((child) => elementOf(child, spaces)),
    text: nodes.map(textOf).join(''),
  }
}

function textOf(node: Node): string {
  const tag = tagOf(node)
  if (tag === TEXT) return plain(valueOf(node))
  // What stands in a CDATA section stands for itself.
  return tag === CDATA
    ? listOf(node[CDATA])
        .map((part) => valueOf(part))
        .join('')
    : ''
}

/** With `parseTagValue: false` a text is never anything but a string. */
function valueOf(node: Node): string {
  const value = node[TEXT]
  return typeof value === 'string' ? value : ''
}

/** A prefix that nobody declared keeps its element apart from every known one. */
function full(name: string, spaces: Spaces): string {
  const colon = name.indexOf(':')
  const [prefix, local] = colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)]
  if (prefix === 'xml') return `{http://www.w3.org/XML/1998/namespace}${local}`
  const space = spaces.get(prefix) ?? (prefix === '' ? '' : '?')
  return space === '' ? local : `{${space}}${local}`
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function plain(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w{1,10});/g, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0x10ffff ? whole : String.fromCodePoint(code)
  })
}

/** The children of a name. */
export function childrenOf({ children }: ReadElement, name: string): readonly ReadElement[] {
  return children.filter((child) => child.name === name)
}

/** Its first descendant along names, or null. */
export function childAt(element: ReadElement, ...names: readonly string[]): ReadElement | null {
  let found: ReadElement | undefined = element
  for (const name of names) found = found?.children.find((child) => child.name === name)
  return found ?? null
}

/** The text of a descendant along names, without the blanks around it; '' where it is not there. */
export function textAt(element: ReadElement, ...names: readonly string[]): string {
  return childAt(element, ...names)?.text.trim() ?? ''
}
