import { Sha256 } from '../../domain/op.ts'
import { onUprightPages } from '../../domain/upright-pages.ts'
import { createDesk, type Desk, type DeskPorts } from '../desk/desk.ts'
import { provinceOf } from '../desk/province.ts'
import { defaultReadingSetting, ReadingSetting } from '../desk/reading-setting.ts'
import { openSitting } from '../desk/scan/kept-sitting.ts'
import { emptyScanMemory, SCAN_MEMORY, ScanMemory } from '../desk/scan/scan-desk.ts'
import { nothingWaits, WAITING_LIST, WaitingList } from '../desk/waiting-files.ts'
import { noWatch, WATCH, WatchSetting } from '../desk/watch/watch-desk.ts'
import { extractFields } from '../digitise/extract/extract-fields.ts'
import { writeDocument } from '../digitise/output/write-document.ts'
import { saveForm } from '../forms/save-form.ts'
import type { Entered, Parts } from './open-vault.ts'
import { realScanners } from './scanners.ts'
import { writeLabels } from './write-labels.ts'

/** Of a station that no province has told its place. */
const FIRST_STATION = 1

interface Joined extends Pick<DeskPorts, 'authority' | 'receipts' | 'noteExport'> {
  /** The vault, whose labelled edits can be taken back. */
  readonly records: DeskPorts['vault']
}

/** The desk over an open vault and the engines that it works with. */
export async function openDesk(
  { ports, reader, viewer }: Pick<Parts, 'ports' | 'reader' | 'viewer'>,
  { vault, session }: Entered,
  joined: Joined,
): Promise<Desk> {
  return createDesk({
    vault: joined.records,
    reader,
    viewer,
    extract: onUprightPages(extractFields),
    authority: joined.authority,
    surroundings: ports.surroundings,
    receipts: joined.receipts,
    lanes: ports.readers,
    waitingList: await vault.settings(WAITING_LIST, WaitingList, nothingWaits),
    capture: await captureParts(ports, vault),
    readingSetting: await vault.settings('reading', ReadingSetting, defaultReadingSetting),
    assertRoom: (sizeBytes) => vault.care.space.assertRoom(sizeBytes),
    userName: () => session.user().name,
    stationOrdinal: () => provinceOf(vault)?.stationOrdinal ?? FIRST_STATION,
    saveForm,
    writeLabels,
    writeDocument: (request) => writeDocument({ ...request, pool: reader }),
    noteExport: joined.noteExport,
  })
}

async function captureParts(
  { assetsFolder, line, scanners = realScanners(assetsFolder), watchPace }: Parts['ports'],
  vault: Entered['vault'],
): Promise<DeskPorts['capture']> {
  return {
    scanners,
    after: line.after,
    hasBlob: (sha) => vault.blobs.has(Sha256.parse(sha)),
    sitting: await openSitting(vault.settings),
    memory: await vault.settings(SCAN_MEMORY, ScanMemory, emptyScanMemory),
    watch: await vault.settings(WATCH, WatchSetting, noWatch),
    ...(watchPace === undefined ? {} : { pace: watchPace }),
  }
}
