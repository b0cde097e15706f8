import { useEffect, useMemo, useState } from "react";
import { actionStore, availableActions, runAction } from "./registry";
import { type PaletteGroup, type PaletteResult, type SearchSource, score } from "./search";
import type { ActionContext } from "./types";

const SEARCH_DELAY_MS = 120;

/** The groups that answer a query: local actions at once, then what the sources find. */
export function usePaletteGroups(
  query: string,
  context: ActionContext,
  sources: readonly SearchSource[],
  onRefused: (reason: string) => void,
): { groups: PaletteGroup[]; isSearching: boolean } {
  const remote = useSources(query, sources);
  const local = useMemo(() => actionGroups(query, context, onRefused), [query, context, onRefused]);
  return { groups: [...local, ...remote.groups], isSearching: remote.isSearching };
}

function actionGroups(
  query: string,
  context: ActionContext,
  onRefused: (reason: string) => void,
): PaletteGroup[] {
  const groups = new Map<
    string,
    { best: number; entries: [number, PaletteGroup["results"][0]][] }
  >();
  for (const action of availableActions(actionStore.getState().scopes, context)) {
    if (action.isHidden) continue;
    const points = Math.max(
      score(action.label, query),
      score(`${action.section} ${action.label} ${action.keywords ?? ""}`, query) * 0.8,
    );
    if (points === 0) continue;
    const group = groups.get(action.section) ?? { best: 0, entries: [] };
    group.best = Math.max(group.best, points);
    group.entries.push([
      points,
      {
        id: action.id,
        label: action.label,
        disabledReason: action.disabledReason?.(context),
        ...(action.keys ? { keys: action.keys } : {}),
        ...(action.icon ? { iconType: action.icon } : {}),
        run: () => runAction(action, context, onRefused),
      },
    ]);
    groups.set(action.section, group);
  }
  return [...groups]
    .sort(([, a], [, b]) => b.best - a.best)
    .map(([section, { entries }]) => ({
      id: `actions:${section}`,
      label: section,
      results: entries.sort(([a], [b]) => b - a).map(([, entry]) => entry),
    }));
}

function useSources(query: string, sources: readonly SearchSource[]) {
  const [found, setFound] = useState<{ query: string; groups: PaletteGroup[] }>({
    query: "",
    groups: [],
  });
  const text = query.trim();
  const isWanted = sources.some((source) => text.length >= (source.minLength ?? 2));

  useEffect(() => {
    if (!isWanted) {
      setFound({ query: text, groups: [] });
      return;
    }
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      const groups = await Promise.all(
        sources
          .filter((source) => text.length >= (source.minLength ?? 2))
          .map(async (source) => ({
            id: source.id,
            label: source.label,
            results: await source.search(text, controller.signal).catch((): PaletteResult[] => []),
          })),
      );
      if (controller.signal.aborted) return;
      setFound({ query: text, groups: groups.filter((group) => group.results.length > 0) });
    }, SEARCH_DELAY_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text, isWanted, sources]);

  return { groups: found.groups, isSearching: isWanted && found.query !== text };
}
