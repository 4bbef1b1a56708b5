import { Menu, nativeImage, Tray } from 'electron'
import { type Language, shellCount, shellTexts } from './shell-texts.ts'
import { iconFile } from './window.ts'
import type { WorkTold } from './work-told.ts'

export interface TrayPorts {
  readonly show: () => void
  readonly pauseReading: (isPaused: boolean) => void
  readonly lock: () => void
  readonly quit: () => void
}

export interface TrayState {
  readonly language: Language
  readonly told: WorkTold
  /** Null where nobody may say so now, such as while the vault is locked. */
  readonly isPaused: boolean | null
}

/** The icon beside the clock, where the platform has such a place. */
export interface DeskTray {
  update(state: TrayState): void
}

const ICON_PX = 22

export function createTray(ports: TrayPorts): DeskTray {
  const tray = makeTray()
  if (tray === null) return { update: () => {} }
  tray.on('click', ports.show)
  const last = { text: '' }
  return {
    update: (state) => {
      const texts = shellTexts[state.language]
      const lines = state.told.going.map(({ kind, left }) =>
        texts.going[kind](shellCount(state.language, left)),
      )
      const text = JSON.stringify([state.language, state.isPaused, lines])
      // A menu that is built anew closes under the pointer.
      if (text === last.text) return
      last.text = text
      tray.setToolTip(texts.tip(lines))
      tray.setContextMenu(menuOf(ports, state, lines))
    },
  }
}

function menuOf(ports: TrayPorts, { language, isPaused }: TrayState, lines: readonly string[]): Menu {
  const texts = shellTexts[language]
  return Menu.buildFromTemplate([
    { label: texts.open, click: ports.show },
    ...(lines.length > 0 ? [{ type: 'separator' } as const] : []),
    ...lines.map((label) => ({ label, enabled: false })),
    { type: 'separator' },
    {
      label: isPaused === true ? texts.resumeReading : texts.pauseReading,
      enabled: isPaused !== null,
      click: () => ports.pauseReading(isPaused !== true),
    },
    { label: texts.lock, enabled: isPaused !== null, click: ports.lock },
    { type: 'separator' },
    { label: texts.quit, click: ports.quit },
  ])
}

/** Null where the desktop has no place for it; nothing depends on it. */
function makeTray(): Tray | null {
  try {
    return new Tray(nativeImage.createFromPath(iconFile()).resize({ width: ICON_PX, height: ICON_PX }))
  } catch {
    return null
  }
}
