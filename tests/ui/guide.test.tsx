import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openUi } from '../support/open-ui.tsx'

test('[UI79] the tour goes on with Enter, is left with Escape, and goes on where it was left', async () => {
  const { user, engine, store } = await openUi()

  await user.click(screen.getByRole('button', { name: 'Dẫn tôi đi một vòng' }))
  await screen.findByRole('dialog', { name: 'Tổng quan: hôm nay làm gì' })
  await user.keyboard('{Enter}')
  const intake = await screen.findByRole('dialog', { name: 'Tiếp nhận: đưa giấy tờ vào' })
  expect(intake.textContent).toContain('Bước 2/10')
  expect(store.getState().screen).toBe('intake')
  expect(engine.vault.preferences.tour).toEqual({ step: 1, isEnded: false })

  await user.keyboard('{Escape}')
  expect(screen.queryByRole('dialog')).toBeNull()
  await user.keyboard('{Control>}1{/Control}')
  await user.click(await screen.findByRole('button', { name: 'Đi tiếp' }))

  await screen.findByRole('dialog', { name: 'Tiếp nhận: đưa giấy tờ vào' })
})

test('[UI79] the whole tour is walked with Enter alone and is not offered again', async () => {
  const { user, engine, store } = await openUi()
  store.getState().startTour()
  const seen: string[] = []

  while (store.getState().tour !== null) {
    const callout = await screen.findByRole('dialog')
    seen.push(within(callout).getByRole('heading').textContent ?? '')
    await user.keyboard('{Enter}')
  }

  expect(new Set(seen).size).toBe(10)
  expect(engine.vault.preferences.tour.isEnded).toBe(true)
  await user.keyboard('{Control>}1{/Control}')
  await screen.findByRole('heading', { name: 'Tổng quan', level: 1 })
  expect(screen.queryByRole('button', { name: 'Dẫn tôi đi một vòng' })).toBeNull()
})

test('[UI80] F1 explains the screen, with a way to the tour', async () => {
  const { user } = await openUi()

  await user.keyboard('{F1}')
  const dialog = await screen.findByRole('dialog', { name: 'Trợ giúp' })
  await within(dialog).findByRole('heading', { name: 'Tổng quan' })
  await user.click(within(dialog).getByRole('button', { name: 'Hướng dẫn một vòng' }))

  const callout = await screen.findByRole('dialog', { name: 'Tổng quan: hôm nay làm gì' })
  expect(callout.textContent).toContain('Bước 1/10')
})

test('[UI80] F1 in a field explains the field with its basis, before a vault is open too', async () => {
  const { user } = await openUi({ kind: 'first-run' })

  await user.click(screen.getByLabelText('Mã định danh cơ quan'))
  await user.keyboard('{F1}')

  const dialog = await screen.findByRole('dialog', { name: 'Trợ giúp' })
  await within(dialog).findByRole('heading', { name: 'Mã định danh cơ quan' })
  const basis = within(dialog).getByRole('list', { name: 'Căn cứ' })
  expect(basis.textContent).toContain('Quyết định 20/2020/QĐ-TTg')
})

test('[UI80] the mark beside a field says the same, and what nobody compared says so', async () => {
  const { user } = await openUi({ kind: 'first-run' })
  const [mark] = screen.getAllByLabelText('Giải thích ô này')
  if (mark === undefined) throw new Error('no field has a mark')

  await user.click(mark)

  const dialog = await screen.findByRole('dialog', { name: 'Giải thích: Tên cơ quan' })
  await waitFor(() => expect(dialog.textContent).toContain('chưa được đối chiếu'))
})
