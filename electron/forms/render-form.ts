import { PDFDocument } from '@cantoo/pdf-lib'
import { assertNever } from '../../domain/fault.ts'
import type { FormBlock, FormLine, FormModel, FormSigner } from '../../domain/forms/form-model.ts'
import { drawTable } from './draw-table.ts'
import { embedFaces, type FaceName } from './form-font.ts'
import { BODY_SIZE, createPaper, heightOf, MM, type Paper } from './paper.ts'

/** Under the motto and the name of the agency. */
const RULE_SHARE = 0.4
const SIGNATURE_MM = 25
const PARAGRAPH_GAP = 1.5 * MM

/** A form as a PDF on A4; the same model and day give the same bytes. @param createdAt of the file's properties */
export async function renderForm(form: FormModel, createdAt: Date): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  pdf.setTitle(form.title, { showInWindowTitleBar: true })
  pdf.setLanguage('vi')
  pdf.setCreationDate(createdAt)
  pdf.setModificationDate(createdAt)
  pdf.setProducer('Ho So Xa')
  const paper = createPaper(pdf, await embedFaces(pdf), form.isLandscape)
  for (const block of form.blocks) drawBlock(paper, block)
  paper.finish()
  return pdf.save()
}

function drawBlock(paper: Paper, block: FormBlock): void {
  switch (block.kind) {
    case 'heads':
      return drawHeads(paper, block.left, block.right)
    case 'lines':
      return drawLines(paper, block)
    case 'table':
      return drawTable(paper, block)
    case 'signatures':
      return drawSignatures(paper, block.signers)
    case 'space':
      return paper.down(block.heightMm * MM)
    case 'facts':
      return drawFacts(paper, block.facts)
    default:
      return assertNever(block)
  }
}

function faceOf({ isBold = false, isItalic = false }: FormLine): FaceName {
  if (isBold) return isItalic ? 'boldItalic' : 'bold'
  return isItalic ? 'italic' : 'regular'
}

function drawHeads(paper: Paper, left: readonly FormLine[], right: readonly FormLine[]): void {
  const [leftWidth, gap] = [paper.width * 0.42, paper.width * 0.02]
  const heights = [
    drawColumn(paper, left, { x: paper.left, width: leftWidth }),
    drawColumn(paper, right, { x: paper.left + leftWidth + gap, width: paper.width - leftWidth - gap }),
  ]
  paper.down(Math.max(...heights))
}

/** Centred lines at the present height. @returns the height they took */
function drawColumn(
  paper: Paper,
  lines: readonly FormLine[],
  { x, width }: { readonly x: number; readonly width: number },
): number {
  let taken = 0
  for (const line of lines) {
    const style = { face: faceOf(line), size: line.size ?? BODY_SIZE, align: 'center' } as const
    const y = paper.y() + taken
    taken += paper.write(paper.lay(line.text, width, style), { x, y, width }, style)
    if (line.isRuled === true) {
      const [from, to] = [x + (width * (1 - RULE_SHARE)) / 2, x + (width * (1 + RULE_SHARE)) / 2]
      paper.line([from, paper.y() + taken + MM], [to, paper.y() + taken + MM])
      taken += 2 * MM
    }
  }
  return taken
}

function drawLines(paper: Paper, { align, lines }: Extract<FormBlock, { kind: 'lines' }>): void {
  for (const line of lines) {
    const style = { face: faceOf(line), size: line.size ?? BODY_SIZE, align }
    for (const text of paper.lay(line.text, paper.width, style)) {
      if (paper.room() < heightOf(1, style.size)) paper.turnPage()
      paper.down(paper.write([text], { x: paper.left, y: paper.y(), width: paper.width }, style))
    }
    paper.down(PARAGRAPH_GAP)
  }
}

function drawSignatures(paper: Paper, signers: readonly FormSigner[]): void {
  const width = paper.width / signers.length
  // Who signs is never parted from the name below.
  const height = heightOf(4, BODY_SIZE) + SIGNATURE_MM * MM
  if (paper.room() < height) paper.turnPage()
  paper.down(PARAGRAPH_GAP)
  signers.forEach(({ dateline, title, note, name }, at) => {
    const place = { x: paper.left + at * width, width }
    const head: readonly FormLine[] = [
      { text: dateline, isItalic: true },
      { text: title, isBold: true },
      { text: note, isItalic: true },
    ]
    const taken = drawColumn(paper, head, place)
    const style = { face: 'bold', size: BODY_SIZE, align: 'center' } as const
    const y = paper.y() + taken + SIGNATURE_MM * MM
    paper.write(paper.lay(name, width, style), { ...place, y }, style)
  })
  paper.down(height)
}

function drawFacts(paper: Paper, facts: Extract<FormBlock, { kind: 'facts' }>['facts']): void {
  const nameWidth = paper.width * 0.4
  const [name, value] = [
    { face: 'regular', size: BODY_SIZE, align: 'left' },
    { face: 'bold', size: BODY_SIZE, align: 'left' },
  ] as const
  for (const fact of facts) {
    const valueWidth = paper.width - nameWidth
    const lines = paper.lay(fact.value, valueWidth, value)
    if (paper.room() < heightOf(lines.length, BODY_SIZE)) paper.turnPage()
    paper.write([`${fact.name}:`], { x: paper.left, y: paper.y(), width: nameWidth }, name)
    paper.down(paper.write(lines, { x: paper.left + nameWidth, y: paper.y(), width: valueWidth }, value))
    paper.down(PARAGRAPH_GAP)
  }
}
