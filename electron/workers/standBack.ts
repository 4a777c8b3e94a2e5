import { constants, getPriority, setPriority } from 'node:os';

/**
 * Lets whatever else wants the processor go first, above all the recogniser: its threads wait for each other after every
 * layer, so that a helper which takes one of them off its core for a second costs both a second. What they leave idle
 * between layers and words is more than the helpers need (measured.md).
 */
export function standBack(): void {
  try {
    setPriority(Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL));
  } catch {
    // A system that does not allow it costs time, nothing else.
  }
}
