/** Milliseconds; a window that is not shown paints nothing. */
const LONGEST_MS = 500;

/** Settles when what has been drawn by now stands on the screen. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, LONGEST_MS);
    requestAnimationFrame(() => { requestAnimationFrame(() => { resolve(); }); });
  });
}
