import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { commandOf, isAvailable } from '../../renderer/commands.ts'
import { aDocument, aPlanEntry, proposalsOf } from '../support/memory-vault.ts'
import { goTo, type OpenUi, openUi } from '../support/open-ui.tsx'

const values = {
  number: '15',
  notation: 'QĐ-UBND',
  issuedDate: '2024-03-05',
  issuer: 'UBND xã Ví Dụ',
  type: '02',
  subject: 'Về việc sửa đường làng',
  signer: 'Lê Văn Mẫu',
}
const first = aDocument(1, { proposals: proposalsOf(values) })
const second = aDocument(2, { proposals: proposalsOf({ ...values, number: '16' }) })

/** Accepts the first of two documents. */
async function acceptOne(): Promise<OpenUi> {
  const ui = await openUi({ documents: [first, second], plan: [aPlanEntry(1)] })
  await goTo(ui, 'Soát')
  await waitFor(() => expect(screen.getByLabelText('Số')).toHaveProperty('value', '15'))
  await ui.user.keyboard('{Enter}')
  await screen.findByText('Đã lưu văn bản 15/QĐ-UBND')
  return ui
}

const accepted = ({ engine }: OpenUi): readonly boolean[] =>
  engine.vault.documents.map((document) => document.isAccepted)

test('[MG9] Ctrl+Z takes back what was saved last and says what it was; Ctrl+Shift+Z does it again', async () => {
  const ui = await acceptOne()
  await goTo(ui, 'Tổng quan')
  await waitFor(() => expect(isAvailable(commandOf('undo'), ui.store.getState())).toBe(true))

  await ui.user.keyboard('{Control>}z{/Control}')
  await screen.findByText('Đã hoàn tác: nhận văn bản')
  expect(accepted(ui)).toEqual([false, false])

  await waitFor(() => expect(isAvailable(commandOf('redo'), ui.store.getState())).toBe(true))
  await ui.user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
  await screen.findByText('Đã làm lại: nhận văn bản')
  expect(accepted(ui)).toEqual([true, false])
})

test('[MG9] in a box of text Ctrl+Z is left to the typing', async () => {
  const ui = await acceptOne()
  await waitFor(() => expect(document.activeElement).toBeInstanceOf(HTMLInputElement))

  const event = new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true })
  document.activeElement?.dispatchEvent(event)

  expect(event.defaultPrevented).toBe(false)
  expect(ui.engine.calls.map(({ name }) => name)).not.toContain('undo')
  expect(accepted(ui)).toEqual([true, false])
})

test('[MG9] the palette takes back as well, from wherever one stands', async () => {
  const ui = await acceptOne()

  await ui.user.keyboard('{Control>}k{/Control}')
  await ui.user.type(await screen.findByRole('searchbox'), 'hoan tac')
  await waitFor(() => expect(screen.getAllByRole('menuitem')[0]?.textContent).toContain('Hoàn tác'))
  await ui.user.keyboard('{Enter}')

  await screen.findByText('Đã hoàn tác: nhận văn bản')
  expect(accepted(ui)).toEqual([false, false])
})

test('with nothing to take back the commands are not to be had', async () => {
  const ui = await openUi({ documents: [first] })

  await ui.user.keyboard('{Control>}z{/Control}')

  expect(ui.engine.calls.map(({ name }) => name)).not.toContain('undo')
  for (const id of ['undo', 'redo'] as const) {
    expect(isAvailable(commandOf(id), ui.store.getState())).toBe(false)
  }
})

test('[UI3] what cannot be taken back says why', async () => {
  const ui = await acceptOne()
  await goTo(ui, 'Tổng quan')
  await waitFor(() => expect(isAvailable(commandOf('undo'), ui.store.getState())).toBe(true))
  ui.engine.failNext('undo', { code: 'conflict', detail: { reason: 'changed' } })

  await ui.user.keyboard('{Control>}z{/Control}')

  await screen.findByText('Mục này đã được sửa tiếp sau đó.')
  expect(accepted(ui)).toEqual([true, false])
})
