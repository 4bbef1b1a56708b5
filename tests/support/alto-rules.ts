import { Window } from 'happy-dom'

type XmlElement = ReturnType<ReturnType<Window['DOMParser']['prototype']['parseFromString']>['querySelector']>
type Present = NonNullable<XmlElement>

/** What may stand in an element, and what must stand beside its name. */
interface Rule {
  /** Names of the children, each with a blank behind it, in an order that is lawful. */
  readonly children: RegExp
  readonly required?: readonly string[]
  readonly optional?: readonly string[]
  readonly text?: RegExp
}

const NO_CHILDREN = /^$/
const PLACE = ['HPOS', 'VPOS', 'WIDTH', 'HEIGHT'] as const

/**
 * The part of the ALTO 4.4 schema that our files use; an element or attribute that is not here may stand in none of ours.
 * Where the schema leaves the place of something open, ours tell it.
 */
const rules: Readonly<Record<string, Rule>> = {
  alto: {
    children: /^(Description )?(Styles )?(Tags )?(ReadingOrder )?Layout $/,
    required: ['SCHEMAVERSION'],
    optional: ['xmlns', 'xmlns:xsi', 'xsi:schemaLocation'],
  },
  Description: {
    children: /^MeasurementUnit (sourceImageInformation )?(OCRProcessing )*(Processing )*$/,
  },
  MeasurementUnit: { children: NO_CHILDREN, text: /^(pixel|mm10|inch1200)$/ },
  sourceImageInformation: { children: /^(fileName )?(fileIdentifier )*(documentIdentifier )*$/ },
  fileName: { children: NO_CHILDREN, text: /^.*$/ },
  Processing: {
    children:
      /^(processingCategory )?(processingDateTime )?(processingAgency )?(processingStepDescription )*(processingStepSettings )?(processingSoftware )?$/,
    required: ['ID'],
  },
  processingSoftware: {
    children: /^(softwareCreator )?(softwareName )?(softwareVersion )?(applicationDescription )?$/,
  },
  softwareName: { children: NO_CHILDREN, text: /^.*$/ },
  Layout: { children: /^(Page )+$/ },
  Page: {
    children: /^(TopMargin )?(LeftMargin )?(RightMargin )?(BottomMargin )?(PrintSpace )?$/,
    required: ['ID', 'PHYSICAL_IMG_NR'],
    optional: ['HEIGHT', 'WIDTH', 'LANG', 'ROTATION'],
  },
  PrintSpace: { children: /^((TextBlock|Illustration|GraphicalElement|ComposedBlock) )*$/, required: PLACE },
  TextBlock: { children: /^(Shape )?(TextLine )*$/, required: ['ID', ...PLACE] },
  TextLine: { children: /^(Shape )?(String (SP )?)+(HYP )?$/, required: ['ID', ...PLACE] },
  String: {
    children: /^(Shape )?(ALTERNATIVE )*(Glyph )*$/,
    required: ['ID', 'CONTENT', 'WC', ...PLACE],
  },
  SP: { children: NO_CHILDREN },
}

/** How the values of attributes are written; those that are not here are any text. */
const values: Readonly<Record<string, RegExp>> = {
  // An xsd:ID is a name without colon.
  ID: /^[\p{L}_][\p{L}\p{N}._-]*$/u,
  SCHEMAVERSION: /^4\.4$/,
  PHYSICAL_IMG_NR: /^[1-9]\d*$/,
  LANG: /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/,
  ROTATION: /^(90|180|270)$/,
  WC: /^(0(\.\d+)?|1(\.0+)?)$/,
  HPOS: /^-?\d+(\.\d+)?$/,
  VPOS: /^-?\d+(\.\d+)?$/,
  WIDTH: /^\d+(\.\d+)?$/,
  HEIGHT: /^\d+(\.\d+)?$/,
}

/** What a file breaks of the rules of ALTO 4.4; empty where all is well. @see www.loc.gov/standards/alto/v4/alto-4-4.xsd */
export function altoFaults(xml: string): readonly string[] {
  const document = new new Window().DOMParser().parseFromString(xml, 'text/xml')
  const elements = [...document.querySelectorAll('*')]
  const ids = elements.flatMap((element) => element.getAttribute('ID') ?? [])
  return [
    ...(elements[0]?.tagName === 'alto' ? [] : ['the root is no alto']),
    ...(elements[0]?.getAttribute('xmlns') === 'http://www.loc.gov/standards/alto/ns-v4#'
      ? []
      : ['not in the namespace of ALTO 4']),
    ...elements.flatMap(elementFaults),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `ID ${id} stands twice`),
  ]
}

function elementFaults(element: Present): readonly string[] {
  const { tagName } = element
  const rule = rules[tagName]
  if (rule === undefined) return [`no element ${tagName}`]
  const children = [...element.children].map((child) => `${child.tagName} `).join('')
  const text = [...element.childNodes]
    .filter(({ nodeType }) => nodeType === 3)
    .map((node) => node.textContent)
  const names = element.getAttributeNames()
  const { required = [], optional = [] } = rule
  return [
    ...(rule.children.test(children) ? [] : [`${tagName} holds ${children.trim() || 'nothing'}`]),
    ...((rule.text ?? /^\s*$/).test(text.join('')) ? [] : [`${tagName} says ${text.join('').trim()}`]),
    ...required.filter((name) => !names.includes(name)).map((name) => `${tagName} without ${name}`),
    ...names
      .filter((name) => ![...required, ...optional].includes(name))
      .map((name) => `${tagName} with ${name}`),
    ...names
      .filter((name) => !(values[name] ?? /^/).test(element.getAttribute(name) ?? ''))
      .map((name) => `${tagName} ${name} is ${element.getAttribute(name)}`),
  ]
}
