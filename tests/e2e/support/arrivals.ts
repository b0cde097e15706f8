const WAIT_MS = 30_000;

/** Things that arrive while a test runs, kept in order; waiting for one has an end. */
export class Arrivals<T> {
  readonly all: T[] = [];
  readonly #waiting = new Set<() => void>();

  add(thing: T): void {
    this.all.push(thing);
    for (const look of [...this.#waiting]) look();
  }

  /** The first that fits, now or later. */
  async first(what: string, fits: (thing: T) => boolean): Promise<T> {
    return await new Promise((resolve, reject) => {
      const look = () => {
        const found = this.all.find(fits);
        if (found === undefined) return;
        end();
        resolve(found);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`${what} did not arrive; there are ${JSON.stringify(this.all)}`));
      }, WAIT_MS);
      const end = () => {
        clearTimeout(timer);
        this.#waiting.delete(look);
      };
      this.#waiting.add(look);
      look();
    });
  }
}
