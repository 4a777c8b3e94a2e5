import type { JSX } from 'react';
import { keyNames } from './keys';

/** A shortcut as caps of keys. */
export function Keys({ keys }: { keys: string }): JSX.Element {
  return <span className="keys">{keyNames(keys).map((name) => <kbd className="kbd" key={name}>{name}</kbd>)}</span>;
}
