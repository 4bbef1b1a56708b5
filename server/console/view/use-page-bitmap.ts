import { useEffect, useState } from 'react'
import { type FaultReport, reportOf } from '../../../domain/fault.ts'
import { drawPage } from './page-bitmap.ts'
import type { SourcePage } from './source-page.ts'

export type DrawnPage =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly src: string }
  | { readonly kind: 'failed'; readonly fault: FaultReport }

/** One page, drawn; the one before is given up as soon as another is asked for. */
export function usePageBitmap({ commune, source, index, mediaType }: SourcePage): DrawnPage {
  const [drawn, setDrawn] = useState<{ readonly of: string; readonly page: DrawnPage } | null>(null)
  const wanted = `${commune}/${source}/${index}`
  useEffect(() => {
    const stop = new AbortController()
    let release = (): void => undefined
    drawPage({ commune, source, index, mediaType }, stop.signal).then(
      (bitmap) => {
        if (stop.signal.aborted) return bitmap.release()
        release = bitmap.release
        setDrawn({ of: wanted, page: { kind: 'ready', src: bitmap.src } })
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setDrawn({ of: wanted, page: { kind: 'failed', fault: faultOf(error) } })
      },
    )
    return () => {
      stop.abort()
      release()
    }
  }, [commune, source, index, mediaType, wanted])
  return drawn?.of === wanted ? drawn.page : { kind: 'loading' }
}

/** Decoders throw errors of their own; to the reader they all mean that the file cannot be drawn. */
function faultOf(error: unknown): FaultReport {
  const report = reportOf(error)
  return report.code === 'internal' ? { code: 'damaged', detail: {} } : report
}
