import type { JSX } from 'react';
import './spelling.css';

/** Lies under a field and draws what the field cannot: the same text, invisible, with the unknown words underlined. */
export function Underlay({ text, misspelt }: { text: string; misspelt: ReadonlySet<number> }): JSX.Element | null {
  if (misspelt.size === 0) return null;
  const words = [...text.matchAll(/(\s*)(\S+)/g)];
  return (
    <div className="desk-under" aria-hidden="true">
      {words.map(([, space, word], i) => <span key={i}>{space}<span className={misspelt.has(i) ? 'misspelt' : undefined}>{word}</span></span>)}
    </div>
  );
}
