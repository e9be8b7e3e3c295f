/** A menu button: arrows move, Escape closes and gives the focus back, an item that may not be used says why. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Icon } from './icon.tsx';

export interface MenuItem {
  readonly label: string;
  readonly act: () => void;
  readonly risky?: boolean;
  /** Why it may not be used now. */
  readonly refused?: string | null;
}

export function Menu({ label, items }: { readonly label: string; readonly items: readonly MenuItem[] }) {
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const list = useId();
  const buttons = (): HTMLButtonElement[] => [
    ...(frame.current?.querySelectorAll<HTMLButtonElement>('[role=menuitem]') ?? []),
  ];
  useEffect(() => {
    if (!open) return undefined;
    buttons()[0]?.focus();
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && frame.current?.contains(event.target) === false) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const leave = (): void => {
    setOpen(false);
    frame.current?.querySelector('button')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return;
    if (event.key === 'Escape') return leave();
    if (event.key === 'Tab') return setOpen(false);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const all = buttons();
    const at = all.findIndex((button) => button === document.activeElement);
    all[(at + step + all.length) % all.length]?.focus();
  };
  return (
    <div className="menu" ref={frame} onKeyDown={onKeyDown}>
      <button
        type="button"
        className="button plain"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? list : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" />
      </button>
      {open ? (
        <ul role="menu" id={list} aria-label={label}>
          {items.map((item) => (
            <li key={item.label} role="none">
              <button
                type="button"
                role="menuitem"
                tabIndex={-1}
                className={item.risky === true ? 'risky' : undefined}
                aria-disabled={item.refused ? true : undefined}
                onClick={() => {
                  if (item.refused) return;
                  leave();
                  item.act();
                }}
              >
                {item.label}
                {item.refused ? <div className="small muted">{item.refused}</div> : null}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
