/** The icons, drawn on a grid of 16 with one stroke. They never stand alone: a word is beside each or labels it. */
const PATHS = {
  tasks: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  components: 'M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h4v4h-4z',
  endpoints:
    'M3 4.2c0-1 2.2-1.7 5-1.7s5 .7 5 1.7-2.2 1.7-5 1.7-5-.7-5-1.7zM3 4.2v7.6c0 1 2.2 1.7 5 1.7s5-.7 5-1.7V4.2M3 8c0 1 2.2 1.7 5 1.7s5-.7 5-1.7',
  tokens: 'M10.5 2.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8.3 7.7L2.5 13.5M4.5 11.5l1.5 1.5',
  audit: 'M3.5 2.5h6l3 3v8h-9zM6 8h4M6 10.5h4',
  alerts: 'M8 2a4 4 0 0 1 4 4c0 3.5 1.3 4.8 1.3 4.8H2.7S4 9.5 4 6a4 4 0 0 1 4-4zM6.6 13.2a1.5 1.5 0 0 0 2.8 0',
  plus: 'M8 3v10M3 8h10',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3l3.2 3.2',
  done: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM5.3 8.2l1.9 1.9 3.6-4',
  running: 'M8 1.8a6.2 6.2 0 1 1-6.2 6.2',
  waiting: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 4.8V8l2.2 1.5',
  failed: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM6 6l4 4M10 6l-4 4',
  warning: 'M8 2.2l6.3 11.3H1.7zM8 6.5v3M8 11.4v.1',
  stopped: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM6.3 6.3h3.4v3.4H6.3z',
  skipped: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM5.3 8h5.4',
  idle: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z',
  monitoring: 'M1.5 8h3l2-4.5 3 9 2-4.5h3',
  person: 'M8 2.5a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2zM3 13.5c.5-2.7 2.5-4 5-4s4.5 1.3 5 4',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  play: 'M5 3.2l7.5 4.8L5 12.8z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  stop: 'M4 4h8v8H4z',
  again: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3',
  right: 'M6 3.5L10.5 8 6 12.5',
  arrow: 'M2.5 8h11M9.5 4l4 4-4 4',
  table: 'M2.5 3h11v10h-11zM2.5 6.5h11M6.5 6.5V13',
  leave: 'M6.5 2.5h-4v11h4M6.5 8h7M10.5 5l3 3-3 3',
  lost: 'M2 5.5c3.5-3 8.5-3 12 0M4.5 8.5c2-1.7 5-1.7 7 0M8 12v.1M3 2l10 12',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({
  name,
  size = 16,
  turning = false,
}: {
  readonly name: IconName;
  readonly size?: number;
  readonly turning?: boolean;
}) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={turning ? 'turning' : undefined}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The bird. */
export function Mark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M2 4.5l8.2 2.6M10.2 7.1a2.6 2.6 0 0 1 4.6 1.1c.2 1 .1 1.9.9 2.6 1.3 1.1 3.3 1 5.8 2.7-3.3 2.6-9.8 3.1-11.7-.4-.9-1.7.4-3.2.5-5M12.3 15.3V21M15.4 15.5V21" />
    </svg>
  );
}
