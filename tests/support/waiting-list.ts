import {
  type KeptWaitingList,
  nothingWaits,
  WAITING_LIST,
  WaitingList,
} from '../../electron/desk/waiting-files.ts'
import type { Vault } from '../../electron/store/vault.ts'

/** The files that wait, kept where the program keeps them. */
export function waitingListOf(vault: Pick<Vault, 'settings'>): Promise<KeptWaitingList> {
  return vault.settings(WAITING_LIST, WaitingList, nothingWaits)
}
