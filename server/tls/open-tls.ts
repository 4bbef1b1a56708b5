import { officeTls, openTlsIdentity, type TlsIdentity } from './tls-identity.ts'

/** Its own certificate for these names, or one of the office, PEM. */
export type TlsWish =
  | { readonly kind: 'own'; readonly names: readonly string[] }
  | { readonly kind: 'office'; readonly certificate: string; readonly key: string }

/** @throws Fault 'damaged', 'newer-version', 'invalid-input' */
export async function openTls(
  wish: TlsWish | undefined,
  { dataFolder, clock }: { readonly dataFolder: string; readonly clock: () => number },
): Promise<TlsIdentity | null> {
  if (wish === undefined) return null
  if (wish.kind === 'office') return officeTls(wish.certificate, wish.key)
  return openTlsIdentity({ dataFolder, nowMs: clock(), names: wish.names })
}
