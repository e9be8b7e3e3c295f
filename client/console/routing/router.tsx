/**
 * The router: the address bar is the state. Links are real links, so that they open in another tab; going to another page
 * moves the focus to its heading, so that a screen reader says where it is.
 */
import { type AnchorHTMLAttributes, type ReactNode, useSyncExternalStore } from 'react';
import { withSearch } from './match.ts';

const listeners = new Set<() => void>();
const told = (): void => {
  for (const listener of listeners) listener();
};

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('popstate', told);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('popstate', told);
  };
}

export const usePath = (): string => useSyncExternalStore(subscribe, () => window.location.pathname);
export const useSearch = (): URLSearchParams =>
  new URLSearchParams(useSyncExternalStore(subscribe, () => window.location.search));

export function go(to: string, how: 'push' | 'replace' = 'push'): void {
  const leavesPage = new URL(to, window.location.href).pathname !== window.location.pathname;
  if (how === 'push') window.history.pushState(null, '', to);
  else window.history.replaceState(null, '', to);
  told();
  if (!leavesPage) return;
  window.scrollTo(0, 0);
  requestAnimationFrame(() => document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true }));
}

/** Changes some values of the search part in place: filters are shareable and do not fill the history. */
export const setSearch = (changes: Readonly<Record<string, string | readonly string[] | null>>): void =>
  go(window.location.pathname + withSearch(window.location.search, changes), 'replace');

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly to: string;
  readonly children: ReactNode;
}

export function Link({ to, children, ...rest }: LinkProps) {
  return (
    <a
      {...rest}
      href={to}
      onClick={(event) => {
        rest.onClick?.(event);
        if (
          event.defaultPrevented ||
          event.button !== 0 ||
          event.metaKey ||
          event.ctrlKey ||
          event.shiftKey ||
          event.altKey
        )
          return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
