import { expect, test } from 'vitest'
import { rescuePage } from '../../../../../renderer/features/rescue/rescue-texts.ts'

test('[UI30] the rescue page says what happened, that nothing saved is lost, and what can be done', () => {
  for (const language of ['vi', 'en']) {
    for (const why of ['crashed', 'repeated', 'hung']) {
      const { words, actions, diagnostics } = rescuePage(language, why)
      expect([words.title, words.what, words.safe, words.next].every((text) => text.length > 10)).toBe(true)
      expect(diagnostics).toContain('chan-doan.jsonl')
      expect(actions.map(({ action }) => action)).toContain('open')
      expect(actions.map(({ action }) => action)).toContain('lock')
    }
  }
})

test('[UI30] a window that hangs can be waited for, one that breaks down again and again is better left', () => {
  const first = (why: string | null): string | undefined => rescuePage(null, why).actions[0]?.action
  expect([first('crashed'), first('hung'), first('repeated'), first('anything')]).toEqual([
    'open',
    'wait',
    'quit',
    'open',
  ])
  expect(rescuePage('de', null).language).toBe('vi')
})
