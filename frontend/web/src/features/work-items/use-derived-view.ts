import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { DeriveConfig, View } from "./derive";
import { deriveView, updateView } from "./derive";
import { endMarkAfterPaint, measured } from "./marks";
import type { ItemChange, ProjectStore } from "./store";

/** A view that follows its store: recomputed for a new configuration, amended for a change. */
class LiveView {
  #store: ProjectStore;
  #config: DeriveConfig;
  #view: View;
  #version = -1;

  constructor(store: ProjectStore, config: DeriveConfig) {
    this.#store = store;
    this.#config = config;
    this.#view = this.#derive();
  }

  get = (): View => this.#view;

  subscribe = (notify: () => void): (() => void) => {
    // Whatever happened between the first render and this subscription.
    if (this.#version !== this.#store.version) {
      this.#view = this.#derive();
      notify();
    }
    return this.#store.subscribe((event) => {
      const before = this.#view;
      this.#view = event.kind === "items" ? this.#amend(event.changes) : this.#derive();
      this.#version = this.#store.version;
      if (this.#view !== before) notify();
    });
  };

  #amend(changes: readonly ItemChange[]): View {
    const { items, meta } = this.#store;
    return measured("derive-change", () =>
      updateView(this.#view, changes, items, this.#config, meta),
    );
  }

  #derive(): View {
    this.#version = this.#store.version;
    return measured("derive", () => deriveView(this.#store.items, this.#config, this.#store.meta));
  }
}

export interface DerivedView {
  readonly view: View;
  /** The view as of now, for code that has just edited and cannot wait for the next render. */
  readonly latest: () => View;
}

export function useDerivedView(store: ProjectStore, config: DeriveConfig): DerivedView {
  const { groupBy, orderBy, filters, text } = config;
  const filterKey = JSON.stringify(filters);
  // biome-ignore lint/correctness/useExhaustiveDependencies: filters are compared by their content.
  const live = useMemo(
    () => new LiveView(store, { groupBy, orderBy, filters, text }),
    [store, groupBy, orderBy, filterKey, text],
  );
  const view = useSyncExternalStore(live.subscribe, live.get);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new view ends the filter span.
  useEffect(() => endMarkAfterPaint("filter"), [view]);
  return { view, latest: live.get };
}
