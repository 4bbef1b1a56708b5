const MEASURED_PX = 100
const canvas: { context: CanvasRenderingContext2D | null | undefined } = { context: undefined }

/** How wide a text is in the font of the unseen words, as a share of its size; 0 where nothing can measure it. */
export function measuredShare(text: string): number {
  if (canvas.context === undefined) {
    canvas.context = document.createElement('canvas').getContext('2d')
    if (canvas.context !== null) canvas.context.font = `${MEASURED_PX}px sans-serif`
  }
  return (canvas.context?.measureText(text).width ?? 0) / MEASURED_PX
}
