import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Remote } from '../../../../renderer/state/attempt.ts'
import { changedOnly } from '../../../../renderer/state/changed-only.ts'

interface Counts {
  readonly rows: Remote<{ readonly ids: readonly string[] }>
  readonly screen: string
  /** Plain state, whose object itself may be waited for. */
  readonly asked: { readonly kind: 'asking' }
  set(part: Partial<Counts>): void
}

const ready = (...ids: readonly string[]): Counts['rows'] => ({ kind: 'ready', value: { ids } })

function counting() {
  const store = createStore<Counts>()(
    changedOnly((set) => ({ rows: ready('a'), screen: 'review', asked: { kind: 'asking' }, set })),
  )
  const told: (readonly string[])[] = []
  store.subscribe((state, before) => {
    const names = Object.keys(state) as (keyof Counts)[]
    told.push(names.filter((name) => state[name] !== before[name]))
  })
  return { store, told }
}

test('what was fetched again and is as it was is told to nobody', () => {
  const { store, told } = counting()
  const before = store.getState()

  before.set({ rows: ready('a') })
  before.set({ screen: 'review' })
  before.set({})

  expect(told).toEqual([])
  expect(store.getState()).toBe(before)
})

test('what changes is told, and nothing beside it', () => {
  const { store, told } = counting()
  const { rows, set } = store.getState()

  set({ rows: ready('a', 'b'), screen: 'review' })
  set({ rows: ready('a', 'b'), screen: 'files' })
  set({ rows: { kind: 'loading' } })
  set({ rows })

  expect(told).toEqual([['rows'], ['screen'], ['rows'], ['rows']])
  expect(store.getState().rows).toBe(rows)
})

test('an object that is no fetched value is put in even where it is the same in all', () => {
  const { store } = counting()
  const asked = { kind: 'asking' } as const

  store.getState().set({ asked })

  expect(store.getState().asked).toBe(asked)
})
