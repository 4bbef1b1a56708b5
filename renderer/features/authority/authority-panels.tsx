import { DataFilesPanel } from './data-files-panel.tsx'
import { ProfilePanel } from './profile-panel.tsx'
import { RetentionPanel } from './retention-panel.tsx'

/** The law's data: which are in use, how long files are kept, and after which profile they are described. */
export function AuthorityPanels() {
  return (
    <>
      <DataFilesPanel />
      <RetentionPanel />
      <ProfilePanel />
    </>
  )
}
