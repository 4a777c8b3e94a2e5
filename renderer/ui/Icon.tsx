import type { JSX } from 'react';

/** Stroke drawings on a 16-unit grid; one path string each, so that no image file or font is needed. */
const PATHS = {
  import: 'M8 2v8m0 0L5 7m3 3 3-3M2.5 11.5v1a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-1',
  export: 'M8 10V2m0 0L5 5m3-3 3 3M2.5 9.5v3a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-3',
  loop: 'M11 2l2.500 2.500L11 7M2.500 8V6.500a2 2 0 0 1 2-2h9M5 14l-2.500-2.500L5 9M13.500 8v1.500a2 2 0 0 1-2 2h-9',
  replace: 'M2.500 3.500h5v4h-5ZM8.500 9h5v4h-5ZM10 3.500h1.500a1.500 1.500 0 0 1 1.500 1.500v1.500M11.500 5 13 6.500 14.500 5M6 13H4.500A1.500 1.500 0 0 1 3 11.500V10',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2.5 3v10M13.5 3v10M5 8h6M6.5 6.200 4.700 8l1.800 1.800M9.500 6.200 11.300 8 9.500 9.800',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.5 10.5 14 14',
  lock: 'M4 7h8a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1Zm1.2 0V5a2.8 2.8 0 0 1 5.6 0v2',
  play: 'M5 3.2v9.6L12.6 8Z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  stepBack: 'M11.5 4 6.8 8l4.7 4ZM4.5 4v8',
  stepForward: 'M4.5 4l4.7 4-4.7 4ZM11.5 4v8',
  volume: 'M2.5 6v4H5l3.5 3V3L5 6ZM11 5.8a3 3 0 0 1 0 4.4M12.8 4a5.6 5.6 0 0 1 0 8',
  muted: 'M2.5 6v4H5l3.5 3V3L5 6ZM11 6l3.5 4M14.5 6 11 10',
  markIn: 'M9.5 3H6v10h3.5M6 8h6',
  markOut: 'M6.5 3H10v10H6.5M10 8H4',
  redact: 'M2.5 6.2h11v3.6h-11ZM2.5 3h6M2.5 13h8M4 6.2v3.6M6 6.2v3.6M8 6.2v3.6M10 6.2v3.6M12 6.2v3.6',
  clip: 'M4.5 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm0 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6.2 5.6 14 12M6.2 10.4 14 4',
  transcribe: 'M2 6v4M4.5 4v8M7 6.5v3M9.5 5H14M9.5 8H14M9.5 11h3',
  translate: 'M2 3.5h7M5.5 2v1.5M8 3.500C7.500 6.500 5 8.500 2.500 9.500M3.500 5.500C4.500 7.500 6 8.800 8 9.500M7.500 14l3-7.500 3 7.500M8.500 11.500h4',
  columns: 'M2.500 3h11v10h-11ZM8 3v10M4.500 6h1.500M4.500 8.500h1.500M10 6h1.500M10 8.500h1.500',
  undo: 'M5.5 3.5 2.5 6.5l3 3M2.5 6.5h7a3.5 3.5 0 0 1 0 7H7',
  redo: 'M10.5 3.5l3 3-3 3M13.5 6.5h-7a3.5 3.5 0 0 0 0 7H9',
  down: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3 8.5 6.5 12 13 4.5',
  alert: 'M8 2.2 14.5 13.5h-13ZM8 6.5v3.2M8 11.6v.2',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 7.3v3.7M8 5v.2',
  film: 'M2.5 3.5h11v9h-11ZM5.5 3.5v9M10.5 3.5v9M2.5 6.5h3M2.5 9.5h3M10.5 6.5h3M10.5 9.5h3',
  sound: 'M2 7v2M5 4.5v7M8 2.5v11M11 5v6M14 7v2',
  person: 'M8 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 8 8ZM3 13.4c.4-2.4 2.4-3.6 5-3.6s4.6 1.2 5 3.6',
  people: 'M6 7.8a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6ZM1.8 13c.3-2.2 2-3.3 4.2-3.3s3.9 1.1 4.2 3.3M10.5 3.4a2.2 2.2 0 0 1 0 4.2M12 10c1.3.5 2 1.500 2.200 3',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  sun: 'M8 10.800a2.800 2.800 0 1 0 0-5.600 2.800 2.800 0 0 0 0 5.600ZM8 1.500v1.500M8 13v1.500M1.500 8H3M13 8h1.500M3.400 3.400l1.100 1.100M11.500 11.500l1.100 1.100M12.600 3.400l-1.100 1.100M4.500 11.500l-1.100 1.100',
  moon: 'M13 9.600A5.500 5.500 0 0 1 6.400 3 5.500 5.500 0 1 0 13 9.600Z',
  keyboard: 'M1.500 4h13v8h-13ZM4 6.500h.01M6.600 6.500h.01M9.300 6.500h.01M12 6.500h.01M5 9.500h6',
  chip: 'M4.500 4.500h7v7h-7ZM6.500 2v2.500M9.500 2v2.500M6.500 11.500V14M9.500 11.500V14M2 6.500h2.500M2 9.500h2.500M11.500 6.500H14M11.500 9.500H14',
  folder: 'M2 4.500a1 1 0 0 1 1-1h3l1.500 1.500H13a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1Z',
  edit: 'M10.500 3.500l2 2L6 12l-2.700.700L4 10Z',
  settings: 'M2 4.500h7M12.500 4.500H14M9 3v3h2.500V3ZM2 11.500h2.500M8 11.500h6M4.500 10v3H7v-3Z',
  follow: 'M2.500 3.500h11M2.500 12.500h11M2.500 8H9M9.500 5.500 12 8l-2.500 2.500',
  eye: 'M1.500 8S4 3.500 8 3.500 14.500 8 14.500 8 12 12.500 8 12.500 1.500 8 1.500 8ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  vault: 'M2.500 2.500h11v10h-11ZM4.500 12.500V14M11.500 12.500V14M9.500 9.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM5 6v3',
  bin: 'M3 4.500h10M6.500 4.500v-2h3v2M4.500 4.500l.600 9h5.800l.600-9M6.800 7v4M9.200 7v4',
  copy: 'M5.500 5.500h8v8h-8ZM3 10.500h-.500v-8h8V3',
  question: 'M2.500 3h11v8h-6L4.500 13.500V11h-2ZM6.700 6a1.300 1.300 0 1 1 1.300 1.400v.700M8 9.300v.100',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.800V8l2.200 1.500',
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing beside a text or inside a labelled button; hidden from screen readers, who have the label. */
export function Icon({ name, size = 16, className }: { name: IconName; size?: number; className?: string }): JSX.Element {
  const solid = name === 'play';
  return (
    <svg className={className} width={size} height={size} viewBox="0 0 16 16" fill={solid ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth={name === 'more' ? 2.4 : 1.4} strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
