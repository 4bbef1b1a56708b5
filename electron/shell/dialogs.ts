import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import type { ShellCalls } from './ipc.ts'

/** The dialogs of the operating system. `consoleUrl` is where a demonstration's province stands, if there is one. */
export function createShellCalls(consoleUrl: string | null): ShellCalls {
  return {
    chooseFiles: async (window) => {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: 'Chọn tệp',
        properties: ['openFile', 'multiSelections'],
        filters: [
          { name: 'PDF và ảnh', extensions: ['pdf', 'jpg', 'jpeg', 'png', 'tif', 'tiff', 'webp', 'avif'] },
          { name: 'Bảng tính, danh mục (XLSX, JSON, XSD)', extensions: ['xlsx', 'json', 'xsd'] },
          { name: 'Bảng tính Excel', extensions: ['xlsx'] },
          { name: 'Mọi tệp', extensions: ['*'] },
        ],
      })
      return filePaths
    },
    chooseFolder: async (window) => {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: 'Chọn thư mục',
        properties: ['openDirectory', 'createDirectory'],
      })
      return filePaths[0] ?? null
    },
    printRecovery: async (window) => {
      const printers = await window.webContents.getPrintersAsync()
      return printers.length > 0 ? printPage(window) : savePage(window)
    },
    openConsole: async () => {
      if (consoleUrl !== null) await shell.openExternal(consoleUrl)
    },
  }
}

function printPage(window: BrowserWindow): Promise<'printed' | 'cancelled'> {
  return new Promise((resolve) => {
    window.webContents.print({ printBackground: false }, (isPrinted) =>
      resolve(isPrinted ? 'printed' : 'cancelled'),
    )
  })
}

/** Without a printer the sheet becomes a PDF that can be printed elsewhere. */
async function savePage(window: BrowserWindow): Promise<'saved' | 'cancelled'> {
  const { filePath, canceled } = await dialog.showSaveDialog(window, {
    title: 'Lưu phiếu khôi phục',
    defaultPath: path.join(app.getPath('documents'), 'phieu-khoi-phuc.pdf'),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  })
  if (canceled) return 'cancelled'
  await writeFile(filePath, await window.webContents.printToPDF({ pageSize: 'A4' }), { mode: 0o600 })
  return 'saved'
}
