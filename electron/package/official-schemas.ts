/** Namespaces of what stands in a package. */
export const ns = {
  mets: 'http://www.loc.gov/METS/',
  csip: 'https://DILCIS.eu/XML/METS/CSIPExtensionMETS',
  sip: 'https://DILCIS.eu/XML/METS/SIPExtensionMETS',
  xlink: 'http://www.w3.org/1999/xlink',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
  premis: 'http://www.loc.gov/premis/v3',
} as const

/** Where their makers publish the schemas; named where the office gave no copy. */
const official: Readonly<Record<string, { readonly address: string; readonly file: string }>> = {
  [ns.mets]: { address: 'http://www.loc.gov/standards/mets/mets.xsd', file: 'mets.xsd' },
  [ns.csip]: {
    address: 'https://earkcsip.dilcis.eu/schema/DILCISExtensionMETS.xsd',
    file: 'DILCISExtensionMETS.xsd',
  },
  [ns.sip]: {
    address: 'https://earksip.dilcis.eu/schema/DILCISExtensionSIPMETS.xsd',
    file: 'DILCISExtensionSIPMETS.xsd',
  },
  [ns.xlink]: { address: 'http://www.loc.gov/standards/xlink/xlink.xsd', file: 'xlink.xsd' },
  [ns.premis]: { address: 'http://www.loc.gov/standards/premis/premis.xsd', file: 'premis.xsd' },
}

/** The addresses of all schemas that a package rests on, for people. */
export const officialAddresses: readonly string[] = Object.values(official).map(({ address }) => address)

/**
 * The value of `xsi:schemaLocation`.
 * @param supplied names of the files in `schemas/`
 * @param up from the file to the root of the package
 */
export function schemaLocation(spaces: readonly string[], supplied: ReadonlySet<string>, up: string): string {
  return spaces
    .flatMap((space) => {
      const known = official[space]
      if (known === undefined) return []
      return [space, supplied.has(known.file) ? `${up}schemas/${known.file}` : known.address]
    })
    .join(' ')
}
