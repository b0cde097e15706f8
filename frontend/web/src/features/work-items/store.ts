import type { ItemPatch, ProjectMeta, WorkItem } from "./model";
import { sortStates } from "./model";
import { agrees, sameItem } from "./same-item";
import type { Snapshot } from "./snapshot";

/**
 * The work items of one project, in memory.
 *
 * Two layers: `base` is what the server last said, `pending` are edits of this tab that it has not
 * confirmed. `items` is base with the pending edits applied, and is what every screen reads.
 * So an echo of somebody's older change can never undo what the user just did, and a refused edit
 * falls back to the truth by dropping its layer.
 */

export interface ItemChange {
  readonly id: string;
  readonly prev: WorkItem | undefined;
  readonly next: WorkItem | undefined;
}

export type StoreEvent =
  | { readonly kind: "reset" }
  | { readonly kind: "meta" }
  | { readonly kind: "items"; readonly changes: readonly ItemChange[] };

export type StoreStatus = "idle" | "loading" | "ready" | "error";

interface PendingEdit {
  readonly token: number;
  readonly patch: ItemPatch;
  /** Set once the server accepted: the edit then only waits for its own echo. */
  acknowledged: boolean;
}

/** How long an accepted edit shadows older echoes that are still under way. */
const ECHO_WINDOW_MS = 3000;

// A bare `setTimeout` refuses to be called as somebody's method.
const later = (run: () => void, delayMs: number) => void setTimeout(run, delayMs);

const NO_META: ProjectMeta = { states: [], labels: [], members: [] };

export class ProjectStore {
  readonly projectId: string;
  items: ReadonlyMap<string, WorkItem> = new Map();
  meta: ProjectMeta = NO_META;
  cursor: string | null = null;
  canEdit = false;
  status: StoreStatus = "idle";
  error: unknown = null;
  /** Counts every event, so that a late subscriber can tell whether it missed one. */
  version = 0;

  #base = new Map<string, WorkItem>();
  #visible = new Map<string, WorkItem>();
  #pending = new Map<string, PendingEdit[]>();
  #children = new Map<string, ReadonlySet<string>>();
  #listeners = new Set<(event: StoreEvent) => void>();
  #itemListeners = new Map<string, Set<() => void>>();
  #statusListeners = new Set<() => void>();
  #nextToken = 1;
  #schedule: (run: () => void, delayMs: number) => void;

  constructor(projectId: string, schedule: (run: () => void, delayMs: number) => void = later) {
    this.projectId = projectId;
    this.#schedule = schedule;
  }

  // Reading

  get(id: string): WorkItem | undefined {
    return this.#visible.get(id);
  }

  childrenOf(id: string): ReadonlySet<string> | undefined {
    return this.#children.get(id);
  }

  bySequence(sequence: number): WorkItem | undefined {
    for (const item of this.#visible.values()) if (item.sequence_id === sequence) return item;
    return undefined;
  }

  hasPending(id: string): boolean {
    return (this.#pending.get(id) ?? []).some((edit) => !edit.acknowledged);
  }

  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Called when this one item, or the set of its sub-items, changes. */
  subscribeItem(id: string, listener: () => void): () => void {
    const set = this.#itemListeners.get(id) ?? new Set();
    this.#itemListeners.set(id, set);
    set.add(listener);
    return () => {
      set.delete(listener);
      if (set.size === 0) this.#itemListeners.delete(id);
    };
  }

  subscribeStatus = (listener: () => void): (() => void) => {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  };

  // Loading

  setStatus(status: StoreStatus, error: unknown = null): void {
    this.status = status;
    this.error = error;
    for (const listener of this.#statusListeners) listener();
  }

  /** First load and `reload`: replaces the base, keeps edits that are still on their way. */
  load(snapshot: Snapshot): void {
    this.#base = new Map(snapshot.items.map((item) => [item.id, item]));
    this.#visible = new Map(this.#base);
    for (const [id, edits] of this.#pending) {
      const open = edits.filter((edit) => !edit.acknowledged);
      if (open.length === 0) this.#pending.delete(id);
      else this.#pending.set(id, open);
      const visible = this.#compose(id);
      if (visible) this.#visible.set(id, visible);
    }
    this.items = this.#visible;
    this.meta = snapshot.meta;
    this.cursor = snapshot.cursor;
    this.canEdit = snapshot.canEdit;
    this.#indexChildren();
    this.setStatus("ready");
    this.#emit({ kind: "reset" });
    for (const listeners of this.#itemListeners.values())
      for (const listener of listeners) listener();
  }

  setMeta(meta: Partial<ProjectMeta>): void {
    this.meta = { ...this.meta, ...meta };
    if (meta.states) this.meta = { ...this.meta, states: sortStates(meta.states) };
    this.#emit({ kind: "meta" });
  }

  // The server speaks

  applyRemote(rows: readonly { id: string; item: WorkItem | null }[]): void {
    const touched: string[] = [];
    for (const { id, item } of rows) {
      const known = this.#base.get(id);
      if (item) {
        if (known && item.updated_at < known.updated_at) continue;
        this.#base.set(id, item);
        this.#dropEchoed(id, item);
      } else {
        this.#base.delete(id);
        this.#pending.delete(id);
      }
      touched.push(id);
    }
    this.#refresh(touched);
  }

  // The user edits

  /** Shows the patch at once. The token settles it later. */
  edit(id: string, patch: ItemPatch): number {
    const token = this.#nextToken++;
    const edits = this.#pending.get(id) ?? [];
    this.#pending.set(id, [...edits, { token, patch, acknowledged: false }]);
    this.#refresh([id]);
    return token;
  }

  /** The server accepted; `answer` is its view of the item right after. */
  acknowledge(id: string, token: number, answer: WorkItem): void {
    const known = this.#base.get(id);
    if (!known || answer.updated_at >= known.updated_at) this.#base.set(id, answer);
    const edits = this.#pending.get(id);
    const edit = edits?.find((candidate) => candidate.token === token);
    if (edit) {
      edit.acknowledged = true;
      this.#schedule(() => this.#settle(id, token), ECHO_WINDOW_MS);
    }
    this.#refresh([id]);
  }

  /** The server refused: the item returns to what it was, other pending edits stay. */
  rollback(id: string, token: number): void {
    this.#settle(id, token);
  }

  /** A created item shows before the server has named it. */
  addLocal(item: WorkItem): void {
    this.#base.set(item.id, item);
    this.#refresh([item.id]);
  }

  /** The created item got its real id. */
  replaceLocal(temporaryId: string, item: WorkItem | null): void {
    this.#base.delete(temporaryId);
    if (item) this.#base.set(item.id, item);
    this.#refresh(item ? [temporaryId, item.id] : [temporaryId]);
  }

  /** Hides an item at once; the returned function brings it back. */
  removeLocal(id: string): () => void {
    const known = this.#base.get(id);
    this.#base.delete(id);
    this.#refresh([id]);
    return () => {
      if (!known || this.#base.has(id)) return;
      this.#base.set(id, known);
      this.#refresh([id]);
    };
  }

  // Inside

  #settle(id: string, token: number): void {
    const edits = this.#pending.get(id);
    if (!edits?.some((edit) => edit.token === token)) return;
    const rest = edits.filter((edit) => edit.token !== token);
    if (rest.length === 0) this.#pending.delete(id);
    else this.#pending.set(id, rest);
    this.#refresh([id]);
  }

  /** An accepted edit whose values the server now shows has done its work. */
  #dropEchoed(id: string, item: WorkItem): void {
    const edits = this.#pending.get(id);
    if (!edits) return;
    const rest = edits.filter((edit) => !(edit.acknowledged && agrees(item, edit.patch)));
    if (rest.length === edits.length) return;
    if (rest.length === 0) this.#pending.delete(id);
    else this.#pending.set(id, rest);
  }

  #compose(id: string): WorkItem | undefined {
    const base = this.#base.get(id);
    const edits = this.#pending.get(id);
    if (!base || !edits) return base;
    return Object.assign({ ...base }, ...edits.map((edit) => edit.patch)) as WorkItem;
  }

  #refresh(ids: readonly string[]): void {
    const changes: ItemChange[] = [];
    const seen = new Set<string>();
    for (const id of ids) {
      if (seen.has(id)) continue;
      seen.add(id);
      const prev = this.#visible.get(id);
      const next = this.#compose(id);
      if (prev === next || (prev && next && sameItem(prev, next))) continue;
      if (next) this.#visible.set(id, next);
      else this.#visible.delete(id);
      changes.push({ id, prev, next });
    }
    if (changes.length === 0) return;
    const notify = new Set(changes.map((change) => change.id));
    for (const { id, prev, next } of changes) {
      const before = prev?.parent ?? null;
      const after = next?.parent ?? null;
      if (before !== after) this.#reparent(id, before, after);
      if (before) notify.add(before);
      if (after) notify.add(after);
    }
    this.#emit({ kind: "items", changes });
    for (const id of notify) for (const listener of this.#itemListeners.get(id) ?? []) listener();
  }

  #emit(event: StoreEvent): void {
    this.version += 1;
    for (const listener of this.#listeners) listener(event);
  }

  #reparent(id: string, before: string | null, after: string | null): void {
    if (before) {
      const rest = new Set(this.#children.get(before));
      rest.delete(id);
      if (rest.size === 0) this.#children.delete(before);
      else this.#children.set(before, rest);
    }
    if (after) this.#children.set(after, new Set(this.#children.get(after)).add(id));
  }

  #indexChildren(): void {
    const index = new Map<string, Set<string>>();
    for (const item of this.#visible.values()) {
      if (!item.parent) continue;
      const set = index.get(item.parent);
      if (set) set.add(item.id);
      else index.set(item.parent, new Set([item.id]));
    }
    this.#children = index;
  }
}
