import type { ItemPatch, Move, WorkItem } from "./model";
import { defaultState } from "./model";
import { sortOrderBetween } from "./move";
import type { ProjectStore } from "./store";

/** What the server is asked. `project-session.ts` binds it to the API, tests to a fake. */
export interface ItemGateway {
  patch(id: string, body: ItemPatch & { move?: Move }): Promise<WorkItem>;
  create(body: NewItem): Promise<WorkItem>;
  remove(id: string): Promise<void>;
}

export interface NewItem {
  readonly name: string;
  readonly description_html?: string;
  readonly state?: string;
  readonly priority?: WorkItem["priority"];
  readonly assignees?: readonly string[];
  readonly labels?: readonly string[];
  readonly parent?: string | null;
  readonly start_date?: string | null;
  readonly target_date?: string | null;
}

const TEMPORARY = "new-";

/** Still on its way to the server: shown, but not editable yet. */
export function isTemporary(id: string): boolean {
  return id.startsWith(TEMPORARY);
}

interface UndoStep {
  readonly id: string;
  readonly patch: ItemPatch;
}

const UNDO_LIMIT = 50;

/** Edits of this tab: shown first, sent in order per item, taken back when refused. */
export class ItemMutations {
  #store: ProjectStore;
  #gateway: ItemGateway;
  #onRefused: (sentence: string, error: unknown) => void;
  #queues = new Map<string, Promise<unknown>>();
  #undo: UndoStep[] = [];
  #nextTemporary = 1;
  #creating = 0;
  #whenCreated: (() => void)[] = [];

  constructor(
    store: ProjectStore,
    gateway: ItemGateway,
    onRefused: (sentence: string, error: unknown) => void,
  ) {
    this.#store = store;
    this.#gateway = gateway;
    this.#onRefused = onRefused;
  }

  /** Resolves to whether the server accepted. */
  edit(id: string, patch: ItemPatch, move: Move | null = null): Promise<boolean> {
    const item = this.#store.get(id);
    if (!item || isTemporary(id)) return Promise.resolve(false);
    this.#remember(item, patch, move);
    return this.#apply(id, patch, move);
  }

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  /** Takes the last edit of this tab back; answers the item concerned. */
  undo(): WorkItem | undefined {
    const step = this.#undo.pop();
    if (!step) return undefined;
    void this.#apply(step.id, step.patch, null);
    return this.#store.get(step.id);
  }

  async create(input: NewItem): Promise<WorkItem | null> {
    const temporary = this.#temporaryItem(input);
    this.#store.addLocal(temporary);
    this.#creating += 1;
    try {
      const item = await this.#gateway.create(input);
      this.#store.replaceLocal(temporary.id, item);
      return item;
    } catch (error) {
      this.#store.replaceLocal(temporary.id, null);
      this.#onRefused(`“${input.name}” could not be created.`, error);
      return null;
    } finally {
      this.#creating -= 1;
      if (this.#creating === 0) for (const run of this.#whenCreated.splice(0)) run();
    }
  }

  async remove(id: string): Promise<boolean> {
    const item = this.#store.get(id);
    const restore = this.#store.removeLocal(id);
    try {
      await this.#gateway.remove(id);
      return true;
    } catch (error) {
      restore();
      this.#onRefused(`“${item?.name ?? "The work item"}” could not be deleted.`, error);
      return false;
    }
  }

  /** The echo of an item that is being created must not show it twice. */
  afterCreates(run: () => void): void {
    if (this.#creating === 0) run();
    else this.#whenCreated.push(run);
  }

  #apply(id: string, patch: ItemPatch, move: Move | null): Promise<boolean> {
    const shown = move ? { ...patch, sort_order: this.#guessOrder(move) } : patch;
    const token = this.#store.edit(id, shown);
    const body = move ? { ...patch, move } : patch;
    const send = async () => {
      try {
        this.#store.acknowledge(id, token, await this.#gateway.patch(id, body));
        return true;
      } catch (error) {
        const name = this.#store.get(id)?.name ?? "The work item";
        this.#store.rollback(id, token);
        this.#undo = this.#undo.filter((step) => step.id !== id);
        this.#onRefused(`“${name}” could not be changed.`, error);
        return false;
      }
    };
    const done = (this.#queues.get(id) ?? Promise.resolve()).then(send);
    this.#queues.set(id, done);
    void done.then(() => {
      if (this.#queues.get(id) === done) this.#queues.delete(id);
    });
    return done;
  }

  #guessOrder(move: Move): number {
    return sortOrderBetween(move, (other) => this.#store.get(other)?.sort_order);
  }

  #remember(item: WorkItem, patch: ItemPatch, move: Move | null): void {
    const keys = Object.keys(patch) as (keyof ItemPatch)[];
    const inverse = Object.fromEntries(keys.map((key) => [key, item[key]])) as ItemPatch;
    this.#undo.push({
      id: item.id,
      patch: move ? { ...inverse, sort_order: item.sort_order } : inverse,
    });
    if (this.#undo.length > UNDO_LIMIT) this.#undo.shift();
  }

  #temporaryItem(input: NewItem): WorkItem {
    let lastOrder = 0;
    let lastSequence = 0;
    for (const item of this.#store.items.values()) {
      lastOrder = Math.max(lastOrder, item.sort_order);
      lastSequence = Math.max(lastSequence, item.sequence_id);
    }
    const now = Date.now() / 1000;
    return {
      id: `${TEMPORARY}${this.#nextTemporary++}`,
      sequence_id: lastSequence + 1,
      name: input.name,
      state: input.state ?? defaultState(this.#store.meta.states)?.id ?? "",
      priority: input.priority ?? "none",
      assignees: input.assignees ?? [],
      labels: input.labels ?? [],
      parent: input.parent ?? null,
      start_date: input.start_date ?? null,
      target_date: input.target_date ?? null,
      sort_order: lastOrder + 10_000,
      created_at: now,
      updated_at: now,
      completed_at: null,
      created_by: null,
    };
  }
}
