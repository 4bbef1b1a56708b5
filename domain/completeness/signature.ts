/** Name of the cell below `/extra/` in which somebody says whether the agency signed the digitised copies. */
export const SIGNATURE_ELEMENT = 'agencySignature'

/** What may stand there; empty takes it back. */
export const signatureStates = ['signed', 'unsigned', ''] as const
export type SignatureState = (typeof signatureStates)[number]
