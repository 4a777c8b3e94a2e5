import { useId, useRef, type JSX, type KeyboardEvent } from 'react';
import { IconButton } from './Button';
import { classes } from './classes';
import { Icon, type IconName } from './Icon';

export interface MenuEntry {
  key: string;
  label: string;
  checked?: boolean;
  /** Set apart below a line: it takes something away for good. */
  danger?: boolean;
  onPick: () => void;
}

interface MenuProps {
  label: string;
  icon: IconName;
  title?: string;
  entries: readonly MenuEntry[];
  className?: string;
}

/** A button with a list of commands; the popover API gives the top layer and light dismissal. */
export function Menu({ label, icon, title, entries, className }: MenuProps): JSX.Element {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  function place(): void {
    const box = button.current?.getBoundingClientRect();
    const menu = list.current;
    if (!box || !menu) return;
    const { offsetWidth: width, offsetHeight: height } = menu;
    const top = box.bottom + height + 8 > window.innerHeight ? box.top - height - 4 : box.bottom + 4;
    menu.style.top = `${Math.max(8, top)}px`;
    menu.style.left = `${Math.max(8, Math.min(box.right - width, window.innerWidth - width - 8))}px`;
    menu.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]')];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') {
      list.current?.hidePopover();
      button.current?.focus();
    }
    if (to === undefined) return;
    event.preventDefault();
    items[(to + items.length) % items.length]?.focus();
  }

  return (
    <>
      <IconButton ref={button} icon={icon} label={label} size="small" {...(className ? { className } : {})} aria-haspopup="menu" popoverTarget={id} />
      <div id={id} ref={list} popover="auto" role="menu" aria-label={label} className="menu" onKeyDown={onKeyDown} onToggle={(event) => { if (event.newState === 'open') place(); }}>
        {title && <p className="menu-title" role="presentation">{title}</p>}
        {entries.map((entry) => (
          <button key={entry.key} type="button" tabIndex={-1} className={classes('menu-item', entry.danger && 'menu-danger')} role={entry.checked === undefined ? 'menuitem' : 'menuitemradio'} aria-checked={entry.checked} onClick={() => { list.current?.hidePopover(); button.current?.focus(); entry.onPick(); }}>
            {entry.checked ? <Icon name="check" /> : entry.checked === false ? <span className="menu-gap" /> : null}
            <span className="truncate">{entry.label}</span>
          </button>
        ))}
      </div>
    </>
  );
}
