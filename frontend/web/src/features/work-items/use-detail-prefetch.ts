import { useQueryClient } from "@tanstack/react-query";
import type { PointerEvent } from "react";
import { useEffect, useRef } from "react";
import { itemQuery } from "./item-queries";
import { isTemporary } from "./mutations";
import type { ProjectSession } from "./project-session";

const INTENT_MS = 80;

/** Reads an item ahead when the pointer rests on it, so that the peek opens with its text. */
export function useDetailPrefetch(session: ProjectSession) {
  const queries = useQueryClient();
  const intent = useRef<{ id: string; timer: ReturnType<typeof setTimeout> } | null>(null);
  useEffect(() => () => clearTimeout(intent.current?.timer), []);

  return (event: PointerEvent) => {
    if (event.pointerType === "touch") return;
    const id = (event.target as Element).closest<HTMLElement>("[data-item]")?.dataset.item;
    if (id === intent.current?.id) return;
    clearTimeout(intent.current?.timer);
    intent.current = null;
    if (id === undefined || isTemporary(id) || !session.store.get(id)) return;
    const timer = setTimeout(() => {
      void queries.prefetchQuery(itemQuery(session.slug, session.projectId, id));
    }, INTENT_MS);
    intent.current = { id, timer };
  };
}
