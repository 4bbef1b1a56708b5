/** The mark of the program: a case file, a page rising out of it, and the tick of a finished file. */
export function Logo({ sizePx = 32 }: { readonly sizePx?: number }) {
  return (
    <svg width={sizePx} height={sizePx} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <path d="M8 17a5 5 0 0 1 5-5h12.2a5 5 0 0 1 3.7 1.6l3 3.4H51a5 5 0 0 1 5 5v12H8z" fill="#084b51" />
      <path d="M18 7h22l8 8v31H18z" fill="#ffffff" />
      <path d="M40 7l8 8h-6.5A1.5 1.5 0 0 1 40 13.5z" fill="#c9dcdd" />
      <path d="M24 15h11M24 21h18" stroke="#8ab5b8" strokeWidth="2.6" strokeLinecap="round" fill="none" />
      <path
        d="M5.2 32.5A5 5 0 0 1 10.1 27H26.500a5 5 0 0 1 3.9 1.900L32.8 32H53.900a5 5 0 0 1 4.9 5.900l-2.7 14A5 5 0 0 1 51.2 56H12.800a5 5 0 0 1-4.9-4.100z"
        fill="#0a7078"
      />
      <path
        d="M23.5 44.200l6.2 6.2 11.8-12.3"
        stroke="#ffffff"
        strokeWidth="4.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        fill="none"
      />
    </svg>
  )
}
