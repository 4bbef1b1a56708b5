import { useEffect } from 'react'

/**
 * Keeps the keyboard somewhere: where what had the focus is gone or can no longer be pressed, what stands in its place has
 * it, until it can be pressed again. Whoever closes a dialog is back where it was opened, through however many others.
 */
export function FocusKeeper() {
  useEffect(() => {
    const keeper = createKeeper()
    const isAsked = { current: false }
    const observer = new MutationObserver(() => {
      if (isAsked.current) return
      isAsked.current = true
      // Whoever gives the focus away by itself, as a list does whose row is gone, has its turn first.
      requestAnimationFrame(() => {
        isAsked.current = false
        keeper.look()
      })
    })
    const note = ({ target }: FocusEvent): void => {
      // Dialogs and lists that open above the window give the focus back by themselves.
      const isBelow = target instanceof HTMLElement && target.closest(`#${ROOT}`) !== null
      if (isBelow) keeper.note(target)
    }
    window.addEventListener('focusin', note)
    observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] })
    return () => {
      window.removeEventListener('focusin', note)
      observer.disconnect()
    }
  }, [])
  return null
}

/** The page of the window draws everything but what lies above it in here. */
const ROOT = 'root'

interface Keeper {
  note(focused: HTMLElement): void
  look(): void
}

function createKeeper(): Keeper {
  /** What had the focus last, and all that it stood in. */
  let path: readonly HTMLElement[] = []
  /** What can only not be pressed for the moment, and what has the focus instead. */
  let lent: { readonly from: HTMLElement; readonly to: HTMLElement } | null = null
  /** Was there a dialog above the window at the last look? */
  let isCovered = false
  return {
    note: (focused) => {
      if (focused === lent?.to) return
      lent = null
      path = pathOf(focused)
    },
    look: () => {
      if (document.querySelector('[role=dialog]') !== null) {
        isCovered = true
        return
      }
      const wasCovered = isCovered
      isCovered = false
      const { activeElement } = document
      if (lent !== null && activeElement === lent.to && isAble(lent.from)) return lent.from.focus()
      const [last, ...around] = path
      if (activeElement !== document.body || last === undefined) return
      // Somebody who clicks beside everything means to leave it; a dialog that closes does not.
      if (isAble(last)) return wasCovered ? last.focus() : undefined
      const to = standIn(around)
      if (to === null) return
      lent = { from: last, to }
      if (!to.hasAttribute('tabindex')) to.setAttribute('tabindex', '-1')
      to.focus({ preventScroll: true })
    },
  }
}

function pathOf(element: HTMLElement): readonly HTMLElement[] {
  const { parentElement } = element
  return parentElement === null || parentElement === document.body
    ? [element]
    : [element, ...pathOf(parentElement)]
}

function isAble(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(':disabled')
}

/** The nearest place that is still there, by its heading where it has one; of the whole window, that of the screen. */
function standIn(around: readonly HTMLElement[]): HTMLElement | null {
  const place = around.find((element) => element.isConnected)
  const title = document.querySelector<HTMLElement>('main h1')
  if (place === undefined || place.querySelector('main') !== null) return title
  return place.querySelector<HTMLElement>('h1, h2, h3') ?? place
}
