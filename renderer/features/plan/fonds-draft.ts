import type { DraftValues } from '../../state/workspace-slice.ts'
import type { FondsTexts } from './fonds-fields.tsx'

const EXTRA = 'extra.'

/** What is typed of a fonds, as the values of a draft. */
export function fondsValues({ agencyName, agencyCode, code, extra }: FondsTexts): DraftValues {
  const extras = Object.entries(extra).map(([name, text]) => [`${EXTRA}${name}`, text] as const)
  return { agencyName, agencyCode, code, ...Object.fromEntries(extras) }
}

/** The texts with those that a draft holds. */
export function fondsTextsOf(texts: FondsTexts, kept: DraftValues): FondsTexts {
  const extras = Object.entries(kept).flatMap(([name, text]) =>
    name.startsWith(EXTRA) ? [[name.slice(EXTRA.length), text] as const] : [],
  )
  return {
    ...texts,
    agencyName: kept['agencyName'] ?? texts.agencyName,
    agencyCode: kept['agencyCode'] ?? texts.agencyCode,
    code: kept['code'] ?? texts.code,
    extra: { ...texts.extra, ...Object.fromEntries(extras) },
  }
}
