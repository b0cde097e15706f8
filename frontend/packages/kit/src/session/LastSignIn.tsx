import type { Me } from "@treasury-plane/api/types";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { History, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { formatDateTime } from "../dates/format";
import { sessionWatch } from "./session";
import type { SessionWatch } from "./watch";

interface LastSignInProps {
  me: Me;
  /** Where the person sees and ends sessions. */
  securityHref: string;
  /** For tests. */
  watch?: SessionWatch;
}

/** Once after each sign-in: when and from where the one before was, so that a stranger's is noticed. */
export function LastSignIn({ me, securityHref, watch = sessionWatch }: LastSignInProps) {
  const openedAt = useStore(watch.state, (state) =>
    state.phase === "unknown" ? null : state.session.authenticated_at,
  );
  const [shownFor, setShownFor] = useState<string | null>(null);
  useEffect(() => {
    if (openedAt && isFirstTime(openedAt)) setShownFor(openedAt);
  }, [openedAt]);

  if (!me.previous_login_at || !shownFor || shownFor !== openedAt) return null;
  return (
    <section
      aria-label="Last sign-in"
      className="flex shrink-0 items-center gap-2 border-line border-b bg-accent-soft px-3 py-1 text-accent-fg text-sm sm:px-4"
    >
      <History size={15} aria-hidden="true" className="shrink-0" />
      <p role="status" className="min-w-0 flex-1 py-1 [overflow-wrap:anywhere]">
        Last sign-in: {formatDateTime(me.previous_login_at)}
        {me.previous_login_ip && ` from ${me.previous_login_ip}`}.{" "}
        <a href={securityHref} className="underline underline-offset-2">
          Not you? See your sessions
        </a>
      </p>
      <IconButton
        label="Dismiss"
        hasTooltip={false}
        icon={<X size={14} aria-hidden="true" />}
        onPress={() => setShownFor(null)}
      />
    </section>
  );
}

const KEY = "treasury-plane.last-sign-in";
const inMemory = new Set<string>();

/** Whether no tab of this browser has shown it for this session. Remembers only the moment. */
function isFirstTime(openedAt: string): boolean {
  if (inMemory.has(openedAt)) return false;
  inMemory.add(openedAt);
  try {
    if (localStorage.getItem(KEY) === openedAt) return false;
    localStorage.setItem(KEY, openedAt);
  } catch {
    // A browser that keeps nothing shows it again after a reload.
  }
  return true;
}
