import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { aCaseFile, aPlanEntry } from '../support/memory-vault.ts'
import { type OpenUi, openUi } from '../support/open-ui.tsx'

const figures = /^Hồ sơ đã lập và hoàn chỉnh|^Trang đưa vào mỗi ngày|^Hồ sơ chưa kết thúc/

async function drawn(): Promise<OpenUi> {
  const ui = await openUi({
    plan: [1, 2, 3, 4].map((n) => aPlanEntry(n, { year: 2026 })),
    caseFiles: [aCaseFile(1, { year: 2026, state: 'open' }), aCaseFile(2, { year: 2026, state: 'open' })],
  })
  await screen.findAllByRole('figure', { name: figures })
  return ui
}

test('[UI75] each chart says in words what it shows', async () => {
  await drawn()

  const all = screen.getAllByRole('figure', { name: figures })

  expect(all).toHaveLength(3)
  expect(all[0]?.querySelector('figcaption')?.textContent).toContain(
    'Đã lập 2, hoàn chỉnh 0; còn thiếu 2 hồ sơ so với mục tiêu 2.',
  )
  expect(all[1]?.querySelector('figcaption')?.textContent).toContain('Bốn tuần qua chưa đưa trang nào vào.')
  expect(all[2]?.querySelector('figcaption')?.textContent).toContain('2 hồ sơ đang mở')
})

test('[UI75] arrow keys tell each point, and Enter leads to what it counts', async () => {
  const { user, store } = await drawn()
  const plot = screen.getByRole('toolbar', { name: /^Hồ sơ chưa kết thúc/ })
  const points = within(plot).getAllByRole('button')

  points[0]?.focus()
  await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}')
  expect(document.activeElement?.getAttribute('aria-label')).toBe('6–12 tháng: 2 hồ sơ')
  await user.keyboard('{End}{ArrowRight}{Home}')
  expect(document.activeElement).toBe(points[0])
  expect(points.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1)
  await user.keyboard('{Enter}')

  expect(store.getState().screen).not.toBe('overview')
})

test('[UI75] the same stands in a table behind a button', async () => {
  const { user } = await drawn()
  const [months] = screen.getAllByRole('figure', { name: figures })
  if (months === undefined) throw new Error('no chart of the months')

  await user.click(within(months).getByRole('button', { name: 'Xem dạng bảng' }))

  const table = within(months).getByRole('table', { name: /^Hồ sơ đã lập/ })
  const heads = within(table)
    .getAllByRole('columnheader')
    .map(({ textContent }) => textContent)
  expect(heads.slice(0, 3)).toEqual(['Tháng', 'Đã lập', 'Hoàn chỉnh'])
  expect(within(table).getByRole('row', { name: /^03\/26/ }).textContent).toMatch(/^03\/2620/)
  expect(within(table).getByRole('row', { name: /^12\/26/ }).textContent).toContain('–')
})

test('[UI75] the overview is printed by a command', async () => {
  const { user, printed } = await drawn()

  await user.click(screen.getByRole('button', { name: 'In trang tổng quan' }))

  expect(printed).toEqual(['overview'])
})
