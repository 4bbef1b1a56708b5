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
  openExternal: (): Promise<unknown> => ipcRenderer.invoke('shell', 'openConsole'),
  printRecovery: (): Promise<unknown> => ipcRenderer.invoke('shell', 'printRecovery'),
})
