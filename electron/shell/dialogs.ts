import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import type { ShellCalls } from './ipc.ts'
import { createManualFile } from './manual-file.ts'

/** The dialogs of the operating system, and what it opens for us. `consoleUrl` is where a demonstration's province stands, if there is one. */
export function createShellCalls(consoleUrl: string | null): ShellCalls {
  const manual = createManualFile({
    // In a package beside the archive, in a clone where `npm run manual` puts it.
    folders: [path.join(process.resourcesPath, 'manual'), path.join(app.getAppPath(), 'out/manual')],
    temporaryFolder: app.getPath('temp'),
    openPath: (file) => shell.openPath(file),
  })
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
    printRecovery: (window) => printOrSave(window, recoverySheet),
    saveRecovery: (window) => savePage(window, recoverySheet),
    printOverview: (window) => printOrSave(window, overview),
    chooseUpdate: async (window) => {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: 'Chọn tệp cập nhật',
        properties: ['openFile'],
        filters: [{ name: 'Bản cập nhật Hồ Sơ Xã', extensions: ['hoso'] }],
      })
      return filePaths[0] ?? null
    },
    openManualFile: () => manual.open(),
    openConsole: async () => {
      if (consoleUrl !== null) await shell.openExternal(consoleUrl)
    },
  }
}

/** What a page is saved as where it is not printed. */
interface PagePaper {
  readonly title: string
  readonly fileName: string
}

const recoverySheet: PagePaper = { title: 'Lưu phiếu khôi phục', fileName: 'phieu-khoi-phuc.pdf' }
const overview: PagePaper = { title: 'Lưu trang tổng quan', fileName: 'tong-quan.pdf' }

/** Without a printer the page becomes a PDF that can be printed elsewhere. */
async function printOrSave(
  window: BrowserWindow,
  paper: PagePaper,
): Promise<'printed' | 'saved' | 'cancelled'> {
  const printers = await window.webContents.getPrintersAsync()
  return printers.length > 0 ? printPage(window) : savePage(window, paper)
}

function printPage(window: BrowserWindow): Promise<'printed' | 'cancelled'> {
  return new Promise((resolve) => {
    window.webContents.print({ printBackground: false }, (isPrinted) =>
      resolve(isPrinted ? 'printed' : 'cancelled'),
    )
  })
}

async function savePage(
  window: BrowserWindow,
  { title, fileName }: PagePaper,
): Promise<'saved' | 'cancelled'> {
  const { filePath, canceled } = await dialog.showSaveDialog(window, {
    title,
    defaultPath: path.join(app.getPath('documents'), fileName),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  })
  if (canceled) return 'cancelled'
  await writeFile(filePath, await window.webContents.printToPDF({ pageSize: 'A4' }), { mode: 0o600 })
  return 'saved'
}
