import { useCallback, useMemo, useRef } from "react";
import { useSearchParams } from "react-router";
import { beginMark } from "./marks";
import type { ViewConfig } from "./view-config";
import { viewFromParams, viewToParams } from "./view-config";

/** Changes some of the view; a function sees the newest one. */
export type ChangeView = (
  change: Partial<ViewConfig> | ((current: ViewConfig) => Partial<ViewConfig>),
) => void;

/** The view of the page, read from and written to the URL. */
export function useViewConfig(): [ViewConfig, ChangeView] {
  const [params, setParams] = useSearchParams();
  const shape = useMemo(() => {
    const copy = new URLSearchParams(params);
    copy.delete("peek");
    return copy.toString();
  }, [params]);
  const config = useMemo(() => viewFromParams(new URLSearchParams(shape)), [shape]);
  const latest = useRef({ config, setParams });
  latest.current = { config, setParams };

  const change = useCallback<ChangeView>((request) => {
    const { config: current, setParams: set } = latest.current;
    const part = typeof request === "function" ? request(current) : request;
    beginMark(part.layout && part.layout !== current.layout ? "layout-switch" : "filter");
    const next = { ...current, ...part };
    latest.current.config = next;
    // Typing in the filter must not fill the history; choosing a layout is a step back can undo.
    const isStep = part.layout !== undefined || part.groupBy !== undefined;
    set((now) => viewToParams(next, now), { replace: !isStep });
  }, []);
  return [config, change];
}

/** The item shown beside the list: `?peek=<id>`. */
export function usePeek(): [string | null, (id: string | null) => void] {
  const [params, setParams] = useSearchParams();
  const latest = useRef(setParams);
  latest.current = setParams;
  const setPeek = useCallback((id: string | null) => {
    latest.current(
      (now) => {
        const next = new URLSearchParams(now);
        if (id === null) next.delete("peek");
        else next.set("peek", id);
        return next;
      },
      { replace: true },
    );
  }, []);
  return [params.get("peek"), setPeek];
}
