import { xmlText } from '../../../domain/xml-text.ts'
import { pdfDate, pdfText } from './pdf-syntax.ts'
import { plainWord } from './plain-word.ts'

/** What a PDF/A says of itself; what is not given is not there. */
export interface DocumentDescription {
  readonly title: string
  /** The agency that issued it. */
  readonly author?: string
  readonly subject?: string
  /** Who signed it; told in the XMP alone, the older dictionary has no place for it. */
  readonly signer?: string
  /** The day of issue, ISO 8601; told in the XMP alone. */
  readonly issuedDate?: string
  /** BCP 47. */
  readonly language: string
  /** Without it the file states no time, and the same content gives the same bytes on every day. */
  readonly madeAt?: Date
}

const PROGRAM = 'Hồ Sơ Xã'
const XPACKET_ID = 'W5M0MpCehiHzreSzNTczkc9d'

/** The description as XMP, equal in all it says to `infoEntries`. @see ISO 16684-1 @see ISO 19005-2 6.6 */
export function xmpPacket(description: DocumentDescription): string {
  const { title, author, subject, signer, issuedDate, language, madeAt } = cleaned(description)
  const moment = madeAt === undefined ? null : xmlText(`${madeAt.toISOString().slice(0, 19)}Z`)
  const lines = [
    `<dc:format>application/pdf</dc:format>`,
    `<dc:language><rdf:Bag><rdf:li>${xmlText(language)}</rdf:li></rdf:Bag></dc:language>`,
    `<dc:title>${alternative(title)}</dc:title>`,
    author === undefined
      ? ''
      : `<dc:creator><rdf:Seq><rdf:li>${xmlText(author)}</rdf:li></rdf:Seq></dc:creator>`,
    subject === undefined ? '' : `<dc:description>${alternative(subject)}</dc:description>`,
    signer === undefined
      ? ''
      : `<dc:contributor><rdf:Bag><rdf:li>${xmlText(signer)}</rdf:li></rdf:Bag></dc:contributor>`,
    issuedDate === undefined
      ? ''
      : `<dc:date><rdf:Seq><rdf:li>${xmlText(issuedDate)}</rdf:li></rdf:Seq></dc:date>`,
    `<xmp:CreatorTool>${PROGRAM}</xmp:CreatorTool>`,
    moment === null ? '' : `<xmp:CreateDate>${moment}</xmp:CreateDate>`,
    moment === null ? '' : `<xmp:ModifyDate>${moment}</xmp:ModifyDate>`,
    `<pdf:Producer>${PROGRAM}</pdf:Producer>`,
    '<pdfaid:part>2</pdfaid:part>',
    '<pdfaid:conformance>U</pdfaid:conformance>',
  ]
  return [
    `<?xpacket begin="\ufeff" id="${XPACKET_ID}"?>`,
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
      'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" ' +
      'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">',
    ...lines.filter((line) => line !== ''),
    '</rdf:Description>',
    '</rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="w"?>',
  ].join('\n')
}

/** The same as the older dictionary of the document wants it. */
export function infoEntries(description: DocumentDescription): string {
  const { title, author, subject, madeAt } = cleaned(description)
  const entries = [
    `/Title ${pdfText(title)}`,
    author === undefined ? '' : `/Author ${pdfText(author)}`,
    subject === undefined ? '' : `/Subject ${pdfText(subject)}`,
    `/Creator ${pdfText(PROGRAM)}`,
    `/Producer ${pdfText(PROGRAM)}`,
    madeAt === undefined ? '' : `/CreationDate ${pdfDate(madeAt)} /ModDate ${pdfDate(madeAt)}`,
  ]
  return entries.filter((entry) => entry !== '').join(' ')
}

/** As many characters as are told; a longer title than this is a text. */
const LONGEST = 1000

function cleaned(description: DocumentDescription): DocumentDescription {
  const clean = (text: string): string => Array.from(plainWord(text)).slice(0, LONGEST).join('')
  const { title, author, subject, signer, issuedDate, ...rest } = description
  const given = Object.entries({ author, subject, signer, issuedDate }).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, clean(text)] as const],
  )
  return { ...rest, title: clean(title), ...Object.fromEntries(given) }
}

function alternative(text: string): string {
  return `<rdf:Alt><rdf:li xml:lang="x-default">${xmlText(text)}</rdf:li></rdf:Alt>`
}
