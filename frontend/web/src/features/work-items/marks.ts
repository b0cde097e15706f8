/**
 * User timing around the acts that have a budget. A benchmark reads them with
 * `performance.getEntriesByType("measure")`; the names are its contract.
 */
export type Measured = "store-load" | "derive" | "derive-change" | "layout-switch" | "filter";

const PREFIX = "tp:";

export function measured<T>(name: Measured, run: () => T): T {
  const start = performance.now();
  const result = run();
  performance.measure(PREFIX + name, { start, end: performance.now() });
  return result;
}

const open = new Map<Measured, number>();

/** Starts a span that ends when the screen shows the outcome. */
export function beginMark(name: Measured): void {
  open.set(name, performance.now());
}

/** Call from an effect: the frame after it is the one the user sees. */
export function endMarkAfterPaint(name: Measured): void {
  const start = open.get(name);
  if (start === undefined) return;
  open.delete(name);
  requestAnimationFrame(() => {
    setTimeout(() => {
      performance.measure(PREFIX + name, { start, end: performance.now() });
    });
  });
}
