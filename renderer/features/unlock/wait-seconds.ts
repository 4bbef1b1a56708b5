import { useEffect, useState } from 'react'
import type { FaultReport } from '../../../domain/fault.ts'

/** Counts down the seconds that the engine wants to be left alone after wrong passphrases; 0 when it may be asked. */
export function useWaitSeconds(fault: FaultReport | null): number {
  const asked = fault?.code === 'too-many-requests' ? Number(fault.detail['seconds'] ?? 0) : 0
  const [passed, setPassed] = useState({ fault, seconds: 0 })
  useEffect(() => {
    if (asked === 0) return
    const timer = setInterval(
      () => setPassed((before) => ({ fault, seconds: before.fault === fault ? before.seconds + 1 : 1 })),
      1000,
    )
    return () => clearInterval(timer)
  }, [fault, asked])
  return Math.max(0, asked - (passed.fault === fault ? passed.seconds : 0))
}
