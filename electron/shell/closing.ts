import { type BrowserWindow, dialog } from 'electron'
import { type Language, shellTexts } from './shell-texts.ts'

/** What somebody wants who closes the last window while long work is under way. */
export type Leaving = 'background' | 'stop' | 'stay'

const answers: readonly Leaving[] = ['background', 'stop', 'stay']

/** Asks in a plain dialog of the operating system; Escape stays. */
export async function askLeaving(window: BrowserWindow, language: Language): Promise<Leaving> {
  const { message, detail, ...buttons } = shellTexts[language].leave
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message,
    detail,
    buttons: answers.map((answer) => buttons[answer]),
    defaultId: answers.indexOf('background'),
    cancelId: answers.indexOf('stay'),
    noLink: true,
  })
  return answers[response] ?? 'stay'
}
