import type { JSX, KeyboardEvent } from 'react';

interface TabsProps<V extends string> {
  label: string;
  value: V;
  tabs: readonly { value: V; label: string; count?: number }[];
  onPick: (value: V) => void;
  /** Prefix that ties each tab to the panel `${prefix}-${value}`. */
  prefix: string;
}

/** Tabs with arrow keys; the caller draws the panels. */
export function Tabs<V extends string>({ label, value, tabs, onPick, prefix }: TabsProps<V>): JSX.Element {
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const at = tabs.findIndex((tab) => tab.value === value);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    onPick(next.value);
    document.getElementById(`${prefix}-tab-${next.value}`)?.focus();
  }
  return (
    <div className="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button key={tab.value} id={`${prefix}-tab-${tab.value}`} type="button" role="tab" className="tab" aria-selected={tab.value === value} aria-controls={`${prefix}-${tab.value}`} tabIndex={tab.value === value ? 0 : -1} onClick={() => { onPick(tab.value); }}>
          {tab.label}
          {tab.count !== undefined && <span className="count">{tab.count}</span>}
        </button>
      ))}
    </div>
  );
}
