import { powerMonitor } from 'electron'

/** Tells when nobody is before the screen any more: the session of the PC is locked, changes hands, or the PC sleeps. */
export function onLeaving(left: () => void): void {
  powerMonitor.on('lock-screen', left)
  powerMonitor.on('suspend', left)
  powerMonitor.on('user-did-resign-active', left)
}
