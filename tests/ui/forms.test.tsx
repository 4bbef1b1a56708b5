import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { aCaseFile, aPlanEntry, idOf } from '../support/memory-vault.ts'
import { goTo, openUi } from '../support/open-ui.tsx'

test('[CF47] Ctrl+P makes the forms of the case file that is shown, and says where they lie', async () => {
  const ui = await openUi({ plan: [aPlanEntry(1)], caseFiles: [aCaseFile(1)] })
  ui.chosen.push('/giay-to')
  await goTo(ui, 'Hồ sơ')
  ui.store.getState().openFile(idOf('case', 1))
  await screen.findByRole('heading', { name: /01.TH/ })

  await ui.user.keyboard('{Control>}p{/Control}')
  expect(await screen.findByRole('heading', { name: 'In biểu mẫu' })).toBeDefined()
  await ui.user.click(screen.getByRole('button', { name: 'Chọn thư mục và ghi' }))

  expect(await screen.findByText('Đã ghi cover.pdf')).toBeDefined()
  expect(ui.engine.calls.find(({ name }) => name === 'makeForm')?.input).toMatchObject({
    form: { kind: 'cover', caseFile: idOf('case', 1) },
    format: 'pdf',
  })
})

test('[CF47] a form that cannot be written says why', async () => {
  const ui = await openUi({ plan: [aPlanEntry(1)], caseFiles: [aCaseFile(1)] })
  ui.chosen.push('/giay-to')
  await goTo(ui, 'Tổng quan')
  ui.engine.failNext('makeForm', { code: 'disk-full', detail: { reason: 'export' } })
  await ui.user.keyboard('{Control>}p{/Control}')
  await ui.user.click(await screen.findByRole('button', { name: 'Chọn thư mục và ghi' }))
  expect(await screen.findByRole('alert')).toBeDefined()
})
