import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { aCaseFile, aDocument } from '../support/memory-vault.ts'
import { openUi } from '../support/open-ui.tsx'

const found = aDocument(1, { values: { type: '02', number: '15', notation: 'QĐ-UBND' } })
const hits = [
  {
    document: found,
    caseFile: aCaseFile(1),
    page: 1,
    snippet: [
      { text: 'sửa ', isMatch: false },
      { text: 'đường', isMatch: true },
      { text: ' làng', isMatch: false },
    ],
  },
]

test('Ctrl+F searches from anywhere; what matched is marked and Enter opens the page of the hit', async () => {
  const ui = await openUi({ documents: [found], hits })

  await ui.user.keyboard('{Control>}f{/Control}')
  const box = await screen.findByLabelText('Tìm trong mọi văn bản')
  expect(document.activeElement).toBe(box)
  await ui.user.keyboard('duong')

  const hit = await screen.findByRole('option', { name: /^Quyết định 15\/QĐ-UBND/ })
  expect(hit.querySelector('mark')?.textContent).toBe('đường')
  expect(hit.textContent).toContain('Hồ sơ 01.TH Báo cáo công tác năm · Trang 2/2')

  await ui.user.keyboard('{ArrowDown}')
  expect(document.activeElement).toBe(hit)
  await ui.user.keyboard('{Enter}')
  await screen.findByRole('dialog', { name: 'Quyết định 15/QĐ-UBND' })
  expect(screen.getByRole('group', { name: 'Trang 2/2' })).toBeDefined()
})

test('nothing found says what to try', async () => {
  const ui = await openUi()

  await ui.user.keyboard('{Control>}f{/Control}')
  await ui.user.type(await screen.findByLabelText('Tìm trong mọi văn bản'), 'không có')

  expect(await screen.findByText('Không tìm thấy “không có”')).toBeDefined()
})
