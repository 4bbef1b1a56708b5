import type { DocumentType } from './authority.ts'
import { turnedBox } from './page-turn.ts'
import type { QuarterTurn } from './reading-recipe.ts'
import type { Extraction, Proposals } from './records/document.ts'
import type { Findings } from './records/findings.ts'
import type { PageBox } from './records/page-box.ts'
import type { PixelBox, TextLayer } from './text-layer.ts'

type Extract = (pages: readonly TextLayer[], types: readonly DocumentType[]) => Extraction

/**
 * Lets fields be found on pages as a person holds them, since what a line says depends on where it stands; the places of
 * what was found lie on the kept images again.
 */
export function onUprightPages(extract: Extract): Extract {
  return (pages, types) => {
    const { proposals, findings } = extract(pages.map(uprightLayer), types)
    const back = <T extends Placed>(found: T): T => {
      const page = pages[found.page]
      const turn = page === undefined ? 0 : turnOfLayer(page)
      return turn === 0 || found.box === null
        ? found
        : { ...found, box: turnedBox(found.box, opposite[turn]) }
    }
    const upright: Proposals = Object.fromEntries(
      Object.entries(proposals).map(([name, proposal]) => [name, back(proposal)] as const),
    )
    return { proposals: upright, findings: turnedFindings(findings, back) }
  }
}

interface Placed {
  readonly page: number
  readonly box: PageBox | null
}

const opposite: Readonly<Record<QuarterTurn, QuarterTurn>> = { 0: 0, 90: 270, 180: 180, 270: 90 }

function turnedFindings(findings: Findings, back: <T extends Placed>(found: T) => T): Findings {
  const { cited, incoming } = findings
  return { ...findings, cited: cited.map(back), incoming: incoming && back(incoming) }
}

/** How far the image of the page is turned clockwise to be held upright, as whoever read it found. */
export function turnOfLayer({ recipe }: TextLayer): QuarterTurn {
  return recipe?.turnedDegrees ?? 0
}

/** The layer with its boxes on the page as it is held upright. */
export function uprightLayer(layer: TextLayer): TextLayer {
  const turn = turnOfLayer(layer)
  if (turn === 0) return layer
  const { widthPx, heightPx } = layer
  const isAside = turn !== 180
  const size = isAside ? { widthPx: heightPx, heightPx: widthPx } : { widthPx, heightPx }
  const turned = (box: PixelBox): PixelBox => {
    const [left, top, right, bottom] = box
    const shares = turnedBox([left / widthPx, top / heightPx, right / widthPx, bottom / heightPx], turn)
    return [
      shares[0] * size.widthPx,
      shares[1] * size.heightPx,
      shares[2] * size.widthPx,
      shares[3] * size.heightPx,
    ]
  }
  const lines = layer.lines.map(({ box, words }) => ({
    box: turned(box),
    words: words.map((word) => ({ ...word, box: turned(word.box) })),
  }))
  return { ...layer, ...size, lines }
}
