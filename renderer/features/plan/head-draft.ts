import { type OfferedDraft, useDraft } from '../../parts/use-draft.ts'

type Texts = Readonly<Record<string, string>>

/** Keeps what is typed of the head of a case file, and into the boxes beside it, each with its text and what sets it. */
export function useHeadDraft<H extends Texts>(
  form: string,
  {
    head,
    setHead,
    boxes,
  }: {
    readonly head: H
    readonly setHead: (head: H) => void
    readonly boxes: Readonly<Record<string, readonly [string, (text: string) => void]>>
  },
): OfferedDraft | null {
  const beside = Object.fromEntries(Object.entries(boxes).map(([name, [text]]) => [name, text]))
  return useDraft(form, {
    values: { ...head, ...beside },
    onTake: (kept) => {
      const own = Object.entries(kept).filter(([name]) => name in head)
      setHead({ ...head, ...Object.fromEntries(own) })
      for (const [name, [text, set]] of Object.entries(boxes)) set(kept[name] ?? text)
    },
  })
}
