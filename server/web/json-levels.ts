const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Do arrays and objects go deeper than this? Told from the text, since reading it is what must not run deep. */
export function isDeeperThan(text: string, levels: number): boolean {
  let level = 0
  let isInText = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (isInText) {
      if (sign === BACKSLASH) at += 1
      else if (sign === QUOTE) isInText = false
    } else if (sign === QUOTE) {
      isInText = true
    } else if (sign === 0x5b || sign === 0x7b) {
      level += 1
      if (level > levels) return true
    } else if (sign === 0x5d || sign === 0x7d) {
      level -= 1
    }
  }
  return false
}
