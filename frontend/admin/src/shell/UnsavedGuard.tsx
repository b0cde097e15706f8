import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { useEffect, useState } from "react";
import { useHref, useLocation, useNavigate } from "react-router";
import { guardHistory } from "./history-guard";

type Leave = () => void;

/**
 * Asks before unsaved changes are left: by a link of the page, by Back and Forward, and, in the
 * browser's own words, by closing the tab. Put it beside a form.
 */
export function UnsavedGuard({ isDirty }: { isDirty: boolean }) {
  const [leave, setLeave] = useState<Leave | null>(null);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const base = useHref("/").replace(/\/$/, "");
  const here = useHref(pathname);

  useEffect(() => {
    if (!isDirty) return;
    const ask = (next: Leave) => setLeave(() => next);

    const onClose = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const url = leadsAway(event, here);
      if (!url) return;
      // The router follows no link whose default is prevented.
      event.preventDefault();
      const inside = url.pathname.startsWith(`${base}/`);
      // Another app of this server is another page; its own guard has nothing left to ask.
      if (inside) ask(() => navigate(url.pathname.slice(base.length) + url.search + url.hash));
      else ask(() => leaveFor(url, onClose));
    };
    const unguard = guardHistory(backGuard(here, ask));

    window.addEventListener("beforeunload", onClose);
    // Before the link hears of it.
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", onClose);
      document.removeEventListener("click", onClick, { capture: true });
      unguard();
    };
  }, [isDirty, navigate, base, here]);

  return (
    <ConfirmDialog
      isOpen={leave !== null}
      onClose={() => setLeave(null)}
      title="Leave without saving?"
      confirmLabel="Leave"
      onConfirm={() => leave?.()}
    >
      What you changed on this page is not saved.
    </ConfirmDialog>
  );
}

/** Where a plain click on a link of this server leads, if that is another page. */
function leadsAway(event: MouseEvent, here: string): URL | null {
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey);
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!isPlain || !(link instanceof HTMLAnchorElement)) return null;
  if (link.target !== "" || link.hasAttribute("download")) return null;
  const url = new URL(link.href);
  if (url.origin !== location.origin || url.pathname === here) return null;
  return url;
}

function leaveFor(url: URL, guard: (event: BeforeUnloadEvent) => void): void {
  window.removeEventListener("beforeunload", guard);
  location.assign(url);
}

/**
 * The browser has gone back already when it says so. It is sent to where it was, and goes back
 * again if that is wanted. The router numbers its entries in `history.state.idx`.
 */
function backGuard(here: string, ask: (next: Leave) => void): (event: PopStateEvent) => void {
  const own = indexOf(history.state);
  let passing: "return" | "leave" | null = null;
  return (event) => {
    if (passing !== null) {
      if (passing === "return") event.stopImmediatePropagation();
      passing = null;
      return;
    }
    const there = indexOf(event.state);
    if (own === null || there === null || location.pathname === here || there === own) return;
    event.stopImmediatePropagation();
    passing = "return";
    history.go(own - there);
    ask(() => {
      passing = "leave";
      history.go(there - own);
    });
  };
}

function indexOf(state: unknown): number | null {
  if (typeof state !== "object" || state === null || !("idx" in state)) return null;
  return typeof state.idx === "number" ? state.idx : null;
}
