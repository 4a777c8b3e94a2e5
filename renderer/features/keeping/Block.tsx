import { useId, type JSX, type ReactNode } from 'react';

/** One matter of the vault: what it is, what it means, and what can be done. */
export function Block({ title, text, children }: { title: string; text?: string; children: ReactNode }): JSX.Element {
  const id = useId();
  return (
    <section className="block" aria-labelledby={id}>
      <div className="block-about">
        <h3 id={id}>{title}</h3>
        {text && <p className="small muted">{text}</p>}
      </div>
      <div className="block-doing">{children}</div>
    </section>
  );
}
