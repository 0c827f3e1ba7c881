/** Icons, drawn by hand on a grid of 20: one line weight, no fill unless the shape says so. Never alone: a word stands by. */
import type { ReactElement } from 'react';
import './icon.css';

const paths = {
  home: 'M3.5 9.2 10 3.5l6.5 5.7M5.5 8v8h9V8M8.5 16v-4.5h3V16',
  plan: 'M5 2.8h7l3 3v11.4H5zM12 2.8v3h3M7.5 9.5h5M7.5 12.5h5',
  ceremony:
    'M10 2.5a5 5 0 0 1 5 5c0 2-1.1 3.2-2.2 4.2v1.8H7.2v-1.8C6.1 10.7 5 9.5 5 7.5a5 5 0 0 1 5-5zM4 17h12M7.2 13.5 6.5 17m6.3-3.5.7 3.5',
  rehearse: 'M15.8 8.2A6.2 6.2 0 0 0 4.6 6.6M4.2 11.8a6.2 6.2 0 0 0 11.2 1.6M4.4 3v3.8h3.8M15.6 17v-3.8h-3.8',
  restore:
    'M10 2.8v4M10 13.2v4M2.8 10h4M13.2 10h4M4.9 4.9l2.8 2.8M12.3 12.3l2.8 2.8M15.1 4.9l-2.8 2.8M7.7 12.3l-2.8 2.8',
  share: 'M10 2.8 16 5v4.6c0 3.7-2.5 6.2-6 7.6-3.5-1.4-6-3.9-6-7.6V5zM7.3 9.8l2 2 3.6-3.8',
  verify: 'M8.8 3a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8.8 3zM13 13l4 4M6.3 8.9l1.8 1.8 3.2-3.4',
  log: 'M6.5 5h10M6.5 10h10M6.5 15h10M3.4 5h.1M3.4 10h.1M3.4 15h.1',
  settings:
    'M3 5.5h6M13 5.5h4M3 14.5h3M10 14.5h7M11 3.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM8 12.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  check: 'M4 10.6l3.9 3.9L16 6.2',
  cross: 'M5 5l10 10M15 5 5 15',
  play: 'M6.5 4l9 6-9 6z',
  clock: 'M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4zM10 6v4.3l2.9 1.9',
  warning: 'M10 3 18 16.5H2zM10 8v4M10 14.2v.1',
  info: 'M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4zM10 9.3v4.4M10 6.4v.1',
  dash: 'M5 10h10',
  folder: 'M2.8 5h5l1.6 2h7.8v8.6H2.8z',
  file: 'M5.5 2.8h6l3 3v11.4h-9zM11.5 2.8v3h3',
  drive: 'M3 11h14v5H3zM3 11l2-7h10l2 7M13.8 13.5h.1M6 13.5h4',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  up: 'M10 16V4.5M5 9.3l5-5 5 5',
  down: 'M4.5 7.5 10 13l5.5-5.5',
  right: 'M7.5 4.5 13 10l-5.5 5.5',
  lower: 'M10 4v11.5M5 10.7l5 5 5-5',
  undo: 'M7.5 4 3.8 7.7l3.7 3.7M4.2 7.7h7.3a4.4 4.4 0 0 1 0 8.8H8',
  redo: 'M12.5 4l3.7 3.7-3.7 3.7M15.8 7.7H8.5a4.4 4.4 0 0 0 0 8.8H12',
  left: 'M12.5 4.5 7 10l5.5 5.5',
  forward: 'M4 10h11.5M10.7 5l5 5-5 5',
  user: 'M10 3a3.4 3.4 0 1 1 0 6.8A3.4 3.4 0 0 1 10 3zM3.6 17c.7-3.3 3.2-5 6.4-5s5.7 1.7 6.4 5',
  people:
    'M7.4 4a2.9 2.9 0 1 1 0 5.8 2.9 2.9 0 0 1 0-5.8zM2 16.4c.6-2.9 2.6-4.4 5.4-4.4s4.8 1.5 5.4 4.4M12.8 4.3a2.8 2.8 0 0 1 0 5.3M14.8 12.3c1.7.6 2.8 2 3.2 4.1',
  key: 'M6.6 6.4a3.6 3.6 0 1 1 0 7.2 3.6 3.6 0 0 1 0-7.2zM10.2 10H18M15.4 10v3',
  lock: 'M4.5 9h11v8h-11zM6.8 9V6.4a3.2 3.2 0 0 1 6.4 0V9',
  sun: 'M10 6.4a3.6 3.6 0 1 1 0 7.2 3.6 3.6 0 0 1 0-7.2zM10 1.8v1.8M10 16.4v1.8M1.8 10h1.8M16.4 10h1.8M4.2 4.2l1.3 1.3M14.5 14.5l1.3 1.3M15.8 4.2l-1.3 1.3M5.5 14.5l-1.3 1.3',
  moon: 'M16.6 12.2A7 7 0 0 1 7.8 3.4a7 7 0 1 0 8.8 8.8z',
  wall: 'M2.5 4h15v9.5h-15zM10 13.5v3M6.5 16.8h7',
  camera: 'M2.8 6.2h3.6L7.8 4h4.4l1.4 2.2h3.6v9.6H2.8zM10 8a2.9 2.9 0 1 1 0 5.8A2.9 2.9 0 0 1 10 8z',
  eye: 'M1.8 10S4.8 4.6 10 4.6 18.2 10 18.2 10 15.2 15.4 10 15.4 1.8 10 1.8 10zM10 7.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8z',
  offline:
    'M2.5 2.5l15 15M8 5.1A11 11 0 0 1 17.6 8M2.4 8a11 11 0 0 1 3-1.9M5.4 11a6.5 6.5 0 0 1 2.6-1.5M12.6 9.7c.8.3 1.5.7 2 1.3M10 14.6v.1',
  online: 'M2.4 8a11 11 0 0 1 15.2 0M5.4 11a6.5 6.5 0 0 1 9.2 0M10 14.6v.1',
  flag: 'M5 17.5V3M5 3.6h10l-2 3.4 2 3.4H5',
  link: 'M8.2 11.8a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-.8.8M11.8 8.2a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l.8-.8',
  dice: 'M3.5 3.5h13v13h-13zM7 7h.1M13 7h.1M10 10h.1M7 13h.1M13 13h.1',
  seal: 'M4 4h12v12H4zM8 7v6M8 7h2.4a1.8 1.8 0 0 1 0 3.6H8M10.4 10.6 12.3 13',
  box: 'M3.5 6.5 10 3l6.5 3.5v7L10 17l-6.5-3.5zM3.5 6.5 10 10l6.5-3.5M10 10v7',
} as const;

export type IconName = keyof typeof paths;

const filled: ReadonlySet<string> = new Set(['play']);

export interface IconProps {
  readonly name: IconName;
  /** In em of the text around; 1.15 by itself. */
  readonly size?: number;
}

export function Icon({ name, size = 1.15 }: IconProps): ReactElement {
  return (
    <svg
      className="icon"
      data-filled={filled.has(name) || undefined}
      width={`${size}em`}
      height={`${size}em`}
      viewBox="0 0 20 20"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}

/** The mark of the product: a square seal, cut with a root that branches into shares. */
export function Mark(): ReactElement {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect x="1" y="1" width="30" height="30" rx="7" />
      <path d="M16 6v9M16 15c0 4-7 3-7 9M16 15c0 4 7 3 7 9M16 15v10" />
      <circle cx="16" cy="7.5" r="2.6" />
      <circle cx="9" cy="24.2" r="2" />
      <circle cx="16" cy="25.2" r="2" />
      <circle cx="23" cy="24.2" r="2" />
    </svg>
  );
}
