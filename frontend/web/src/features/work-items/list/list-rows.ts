import type { Group } from "../derive";

/** One line of the list: a group's header, an item, or the place to add one. */
export type ListRow =
  | { readonly kind: "header"; readonly group: Group }
  | { readonly kind: "item"; readonly group: Group; readonly id: string; readonly position: number }
  | { readonly kind: "add"; readonly group: Group };

/**
 * Rows by index without building 12,000 row objects: groups know their offset, a lookup is a binary
 * search over the groups.
 */
export class ListRows {
  readonly count: number;
  /** Row indexes of the headers, for the sticky one. */
  readonly headers: readonly number[];
  #groups: readonly Group[];
  #collapsed: ReadonlySet<string>;
  #hasAdd: boolean;
  #hasHeaders: boolean;

  constructor(
    groups: readonly Group[],
    collapsed: ReadonlySet<string>,
    options: { hasAdd: boolean; hasHeaders: boolean },
  ) {
    this.#groups = groups;
    this.#collapsed = collapsed;
    this.#hasAdd = options.hasAdd;
    this.#hasHeaders = options.hasHeaders;
    const headers: number[] = [];
    let count = 0;
    for (const group of groups) {
      headers.push(count);
      count += this.#lengthOf(group);
    }
    this.headers = headers;
    this.count = count;
  }

  at(index: number): ListRow | undefined {
    const position = this.groupIndexAt(index);
    const group = this.#groups[position];
    if (!group || index < 0 || index >= this.count) return undefined;
    let inside = index - (this.headers[position] ?? 0);
    if (this.#hasHeaders) {
      if (inside === 0) return { kind: "header", group };
      inside -= 1;
    }
    const id = group.ids[inside];
    return id === undefined
      ? { kind: "add", group }
      : { kind: "item", group, id, position: inside };
  }

  /** The group that the row belongs to, as an index into the groups. */
  groupIndexAt(index: number): number {
    let low = 0;
    let high = this.headers.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.headers[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The row of an item, or -1 when it is not shown. */
  indexOf(groupKey: string, id: string): number {
    const position = this.#groups.findIndex((group) => group.key === groupKey);
    const group = this.#groups[position];
    if (!group || this.#collapsed.has(groupKey)) return -1;
    const inside = group.ids.indexOf(id);
    return inside < 0 ? -1 : (this.headers[position] ?? 0) + (this.#hasHeaders ? 1 : 0) + inside;
  }

  /** The next item row from `index` in a direction, stepping over headers and add rows. */
  nextItem(index: number, step: 1 | -1): number {
    for (let at = index + step; at >= 0 && at < this.count; at += step) {
      if (this.at(at)?.kind === "item") return at;
    }
    return -1;
  }

  #lengthOf(group: Group): number {
    const header = this.#hasHeaders ? 1 : 0;
    if (this.#collapsed.has(group.key)) return header;
    return header + group.ids.length + (this.#hasAdd ? 1 : 0);
  }
}
