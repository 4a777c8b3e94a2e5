import type { JSX } from 'react';
import { wordDiff } from '../handover/wordDiff';

/** What `to` says otherwise than `from`, word by word. */
export function Difference({ from, to }: { from: string; to: string }): JSX.Element {
  return <>{wordDiff(from, to).map((part, i) => (part.change === 'new' ? <ins key={i}>{part.text}</ins> : part.change === 'gone' ? <del key={i}>{part.text}</del> : <span key={i}>{part.text}</span>))}</>;
}
