import { act, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { ScreenGuard } from '../../renderer/parts/screen-guard.tsx'
import { aDocument, idOf } from '../support/memory-vault.ts'
import { emptyWorkspace } from '../support/memory-workspace.ts'
import { goTo, openUi } from '../support/open-ui.tsx'

const document = aDocument(1)
const subject = (): HTMLElement => screen.getByLabelText('Trích yếu')
const saved = '2026-01-05T08:00:00.000Z'

test('[UI27] the place is kept as somebody goes, and found again when the vault is unlocked', async () => {
  const ui = await openUi({ documents: [document] })
  await goTo(ui, 'Soát')
  await waitFor(() =>
    expect(ui.engine.vault.workspaces.get('1')?.place).toMatchObject({
      screen: 'review',
      record: document.id,
    }),
  )
  await act(() => ui.store.getState().lock())
  await act(() =>
    ui.store
      .getState()
      .unlock(ui.engine.vault.passphrase)
      .then(() => {}),
  )
  await screen.findByRole('heading', { level: 1, name: 'Soát' })
})

test('[UI27] a place whose record is gone is passed over silently', async () => {
  const place = { screen: 'review', record: idOf('doc', 99), page: 4, detail: { field: 'subject' } }
  const ui = await openUi({
    documents: [document],
    workspaces: new Map([['1', { ...emptyWorkspace, place }]]),
  })
  await screen.findByRole('heading', { level: 1, name: 'Soát' })
  expect(ui.store.getState().notice).toBe(null)
})

test('[UI27] a screen that is no more leads to the overview', async () => {
  const place = { screen: 'screen-of-old', record: null, page: null, detail: {} }
  await openUi({ workspaces: new Map([['1', { ...emptyWorkspace, place }]]) })
  expect(await screen.findByRole('heading', { level: 1, name: 'Tổng quan' })).toBeTruthy()
})

test('[UI28] what is typed over a document is kept with every key, stands there after a restart, and goes when it is accepted', async () => {
  const ui = await openUi({ documents: [document] })
  await goTo(ui, 'Soát')
  await ui.user.type(subject(), 'Về việc')
  const form = `review:${document.id}`
  await waitFor(() =>
    expect(ui.engine.vault.workspaces.get('1')?.drafts).toMatchObject([
      { form, values: { subject: 'Về việc' } },
    ]),
  )
  await ui.user.keyboard('{Enter}')
  await waitFor(() => expect(ui.engine.vault.workspaces.get('1')?.drafts).toEqual([]))
})

test('[UI28] what was typed over a document before a restart stands in its boxes', async () => {
  const drafts = [
    {
      form: `review:${document.id}`,
      values: { subject: 'Về việc gõ dở', 'stood.subject': '' },
      savedAt: saved,
    },
  ]
  const ui = await openUi({
    documents: [document],
    workspaces: new Map([['1', { ...emptyWorkspace, drafts }]]),
  })
  await goTo(ui, 'Soát')
  await waitFor(() => expect(subject()).toHaveProperty('value', 'Về việc gõ dở'))
})

test('[UI28] a note that was cut off is offered in its form, and is forgotten when the form is left', async () => {
  const id = idOf('case', 1)
  const drafts = [{ form: `dialog:note:${id}`, values: { text: 'Thiếu một tờ' }, savedAt: saved }]
  const ui = await openUi({ workspaces: new Map([['1', { ...emptyWorkspace, drafts }]]) })
  await screen.findByText(/Còn 1 biểu mẫu gõ dở chưa lưu/)
  const open = () =>
    act(async () => ui.store.getState().openAssemble({ kind: 'note', id, name: '01.XH', note: '' }))

  await open()
  await screen.findByText('Chưa lưu: “Thiếu một tờ”')
  await ui.user.click(screen.getByRole('button', { name: 'Dùng lại' }))
  expect(screen.getByLabelText('Ghi chú')).toHaveProperty('value', 'Thiếu một tờ')
  expect(screen.queryByText(/^Chưa lưu/)).toBe(null)
  await ui.user.type(screen.getByLabelText('Ghi chú'), ', hỏi lại')
  await waitFor(() =>
    expect(ui.engine.vault.workspaces.get('1')?.drafts[0]?.values).toEqual({ text: 'Thiếu một tờ, hỏi lại' }),
  )
  await ui.user.keyboard('{Escape}')
  await waitFor(() => expect(ui.engine.vault.workspaces.get('1')?.drafts).toEqual([]))
})

test('[UI28] an offer that was neither taken nor left is offered again', async () => {
  const id = idOf('case', 1)
  const drafts = [{ form: `dialog:note:${id}`, values: { text: 'Thiếu một tờ' }, savedAt: saved }]
  const ui = await openUi({ workspaces: new Map([['1', { ...emptyWorkspace, drafts }]]) })
  const open = () =>
    act(async () => ui.store.getState().openAssemble({ kind: 'note', id, name: '01.XH', note: '' }))
  await open()
  await ui.user.keyboard('{Escape}')
  await open()
  await ui.user.click(await screen.findByRole('button', { name: 'Bỏ' }))
  await waitFor(() => expect(ui.engine.vault.workspaces.get('1')?.drafts).toEqual([]))
})

test('[UI28] a disk that takes no draft is told once', async () => {
  const ui = await openUi({ documents: [document] })
  await goTo(ui, 'Soát')
  ui.engine.failNext('keepDraft', { code: 'disk-full', detail: {} })
  await ui.user.type(subject(), 'V')
  await waitFor(() => expect(ui.store.getState().notice).toMatchObject({ fault: { code: 'disk-full' } }))
})

test('[UI32] a field saved elsewhere while it is typed into is shown beside what is typed, and nothing is saved before one is chosen', async () => {
  const ui = await openUi({ documents: [document] })
  await goTo(ui, 'Soát')
  await ui.user.type(subject(), 'Gõ ở đây')
  ui.engine.vault.documents = [{ ...document, values: { ...document.values, subject: 'Lưu ở kia' } }]
  await ui.emit({ name: 'recordsChanged', payload: { ids: [document.id], revision: 9 } })

  await screen.findByText('Trường “Trích yếu” vừa được lưu ở cửa sổ khác: “Lưu ở kia”')
  await act(() => ui.store.getState().accept({ isFiled: false }))
  expect(ui.engine.calls.filter(({ name }) => name === 'acceptDocument')).toEqual([])

  await ui.user.click(screen.getByRole('button', { name: 'Giữ chữ tôi gõ' }))
  await act(() => ui.store.getState().accept({ isFiled: false }))
  expect(ui.engine.vault.documents[0]?.values.subject).toBe('Gõ ở đây')
})

test('[UI32] the engine refuses a save that rests on what was saved over since', async () => {
  const ui = await openUi({ documents: [document] })
  await goTo(ui, 'Soát')
  await ui.user.type(subject(), 'Gõ ở đây')
  // Before this window hears of it.
  ui.engine.vault.documents = [{ ...document, values: { ...document.values, subject: 'Lưu ở kia' } }]
  await act(() => ui.store.getState().accept({ isFiled: false }))

  expect(ui.engine.vault.documents[0]?.values.subject).toBe('Lưu ở kia')
  await screen.findByText('Văn bản này vừa được lưu ở cửa sổ khác, với giá trị khác.')
  await screen.findByText('Trường “Trích yếu” vừa được lưu ở cửa sổ khác: “Lưu ở kia”')
})

test('[UI29] a screen that breaks down is told in its place and can be opened again', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  await openUi()
  const fault = { isThere: true }
  function Screen() {
    const [name] = useState('Màn hình thử')
    if (fault.isThere) throw new Error('a bug')
    return <p>{name}</p>
  }
  const { getByRole, findByText } = render(
    <ScreenGuard>
      <Screen />
    </ScreenGuard>,
  )
  await findByText(/^(Màn hình này gặp lỗi|broken[.]screen)/)
  fault.isThere = false
  act(() => getByRole('button', { name: /^(Mở lại màn hình|broken[.]screen)/ }).click())
  expect(await findByText('Màn hình thử')).toBeTruthy()
  told.mockRestore()
})

test('[UI36] the machine is told of typing only while it reads, and says why it is slow', async () => {
  const ui = await openUi({ documents: [aDocument(1, { texts: {} })] })
  await act(() => ui.store.getState().loadReading())
  ui.engine.vault.reading = { ...ui.engine.vault.reading, slowed: 'battery' }
  await goTo(ui, 'Tiếp nhận')
  await ui.user.keyboard('a')
  await waitFor(() => expect(ui.engine.calls.some(({ name }) => name === 'noteTyping')).toBe(true))
  await screen.findByText('Đọc chậm lại vì máy chạy pin.')
})

test('[UI31] a further window is opened by a key', async () => {
  const ui = await openUi()
  await ui.user.keyboard('{Control>}{Shift>}N{/Shift}{/Control}')
  expect(ui.opened).toEqual(['window'])
})
