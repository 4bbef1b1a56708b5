import type { Authority } from '../../domain/authority.ts'
import type { authorityApi } from '../../domain/authority-api.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { type AuthorityDesk, createAuthorityDesk } from '../desk/authority/authority-desk.ts'
import { authorityHandlers } from '../desk/authority/authority-handlers.ts'
import { describeHandlers } from '../desk/authority/describe-handlers.ts'
import type { Blobs, Records, Surroundings } from '../desk/ports.ts'

export interface JoinedAuthority
  extends Pick<AuthorityDesk, 'authority' | 'changed' | 'lookAgain' | 'settled'> {
  readonly handlers: Handlers<typeof authorityApi>
}

/** The law's data of an open vault, with what the windows may ask of them. */
export async function joinAuthority(
  shipped: Authority,
  vault: Records & { readonly blobs: Blobs },
  surroundings: Surroundings,
): Promise<JoinedAuthority> {
  const desk = await createAuthorityDesk({ shipped, records: vault, blobs: vault.blobs, surroundings })
  const handlers = {
    ...authorityHandlers({ records: vault, blobs: vault.blobs, surroundings, desk }),
    ...describeHandlers({ records: vault, authority: desk.authority }),
  }
  const { authority, changed, lookAgain, settled } = desk
  return { authority, changed, lookAgain, settled, handlers }
}
