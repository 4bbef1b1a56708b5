// The window's scripts run one after the other, each in a task of its own: as one they would hold up an old PC for half a
// second before the first word stands. First what the others are made of.
await import('../domain/records/document.ts')
await import('./bridge.ts')
await import('react-dom/client')
await import('./texts/texts.ts')
const { drawWindow } = await import('./draw-window.tsx')

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no #root')
await drawWindow(root)
