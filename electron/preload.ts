import { contextBridge, ipcRenderer, webUtils } from 'electron'

/** The one thing a window gets: calls by name, events, and the shell's few dialogs. Never `ipcRenderer` itself. */
contextBridge.exposeInMainWorld('hoso', {
  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke('api', name, input),
  subscribe: (listener: (event: unknown) => void): (() => void) => {
    const hear = (_event: unknown, payload: unknown): void => listener(payload)
    ipcRenderer.on('event', hear)
    return () => ipcRenderer.removeListener('event', hear)
  },
  pathOf: (file: File): string => webUtils.getPathForFile(file),
  chooseFiles: (): Promise<unknown> => ipcRenderer.invoke('shell', 'chooseFiles'),
  chooseFolder: (): Promise<unknown> => ipcRenderer.invoke('shell', 'chooseFolder'),
  chooseUpdate: (): Promise<unknown> => ipcRenderer.invoke('shell', 'chooseUpdate'),
  openExternal: (): Promise<unknown> => ipcRenderer.invoke('shell', 'openConsole'),
  printRecovery: (): Promise<unknown> => ipcRenderer.invoke('shell', 'printRecovery'),
  saveRecovery: (): Promise<unknown> => ipcRenderer.invoke('shell', 'saveRecovery'),
  openManualFile: (): Promise<unknown> => ipcRenderer.invoke('shell', 'openManualFile'),
  newWindow: (): Promise<unknown> => ipcRenderer.invoke('window', 'newWindow'),
  windowPlace: (): Promise<unknown> => ipcRenderer.invoke('window', 'windowPlace'),
  keepWindowPlace: (place: unknown): Promise<unknown> =>
    ipcRenderer.invoke('window', 'keepWindowPlace', place),
  rescue: (action: string): Promise<unknown> => ipcRenderer.invoke('window', 'rescue', action),
  printOverview: (): Promise<unknown> => ipcRenderer.invoke('shell', 'printOverview'),
})
