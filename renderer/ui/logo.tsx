/** Text has the usual size at 16 pixels. */
const REM_PX = 16

/**
 * The mark of the program: a case file with a page in it, under the red seal of what is finished. The same drawing as
 * `assets/icons/icon.svg`.
 */
export function Logo({ sizePx = 32 }: { readonly sizePx?: number }) {
  const size = `${sizePx / REM_PX}rem`
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect x="2" y="2" width="60" height="60" rx="14" fill="#0a5f66" />
      <path
        d="M12 20.5a3.5 3.5 0 0 1 3.5-3.5h9.3a3.5 3.5 0 0 1 2.5 1l2 2H46a3.5 3.5 0 0 1 3.5 3.5V30H12z"
        fill="#d99a33"
      />
      <path d="M18 11.5a1.5 1.5 0 0 1 1.5-1.5H36l8 8v16H18z" fill="#ffffff" />
      <path d="M36 10l8 8h-6.5a1.5 1.5 0 0 1-1.5-1.5z" fill="#bcd8d8" />
      <path d="M23 17h8M23 22.5h15" stroke="#7fb0b3" strokeWidth="2.6" strokeLinecap="round" fill="none" />
      <path
        d="M10 31.5a3.5 3.5 0 0 1 3.5-3.5H50.5a3.5 3.5 0 0 1 3.5 3.9l-1.8 15.5a3.5 3.5 0 0 1-3.5 3.1H15.3a3.5 3.5 0 0 1-3.5-3.1L10 31.9z"
        fill="#f6c768"
      />
      <circle cx="43.5" cy="43.5" r="13" fill="#0a5f66" />
      <circle cx="43.5" cy="43.5" r="10.5" fill="#c9342b" />
      <path
        d="M38.4 43.9l3.7 3.7 6.7-7.4"
        stroke="#ffffff"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
        fill="none"
      />
    </svg>
  )
}
