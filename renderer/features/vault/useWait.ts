import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/errors';

/** Seconds that a failure asks to wait, 0 when it asks for none. */
export function secondsToWait(failure: Failure): number {
  const seconds = failure.code === 'vault-wait' ? Number(failure.params['seconds']) : 0;
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 0;
}

interface Wait {
  /** Seconds left; 0 when the next try may be made. */
  left: number;
  begin: (failure: Failure) => void;
}

/** Counts down what main says must pass after wrong tries. Main counts for itself: this only tells the person. */
export function useWait(): Wait {
  const [until, setUntil] = useState(0);
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (until === 0) return undefined;
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      setLeft(rest);
      if (rest === 0) setUntil(0);
    }, 250);
    return () => { clearInterval(timer); };
  }, [until]);
  return {
    left,
    begin: (failure) => {
      const seconds = secondsToWait(failure);
      setLeft(seconds);
      setUntil(seconds === 0 ? 0 : Date.now() + seconds * 1000);
    },
  };
}
