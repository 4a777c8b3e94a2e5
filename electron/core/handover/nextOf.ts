import type { EventEmitter } from 'node:events';

/** Waits for the first of several events and takes its listeners away again: a long stream waits many thousand times. */
export function nextOf(emitter: EventEmitter, ...events: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of events) emitter.off(event, done);
      resolve();
    };
    for (const event of events) emitter.on(event, done);
  });
}
