import { useApp } from '../../app-store.ts'
import { ManualDialog } from './manual-dialog.tsx'

/** The manual above whatever is open, before a vault is open too; what was typed below stays as it is. */
export function ManualHost() {
  const manual = useApp((state) => state.manual)
  return manual === null ? null : <ManualDialog manual={manual} />
}
