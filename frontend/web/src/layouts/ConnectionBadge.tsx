import { useConnectionStatus } from "@treasury-plane/kit/realtime/use-connection-status";
import { cx } from "@treasury-plane/ui/cx";
import { useSyncExternalStore } from "react";
import { realtime } from "../app/realtime";

function subscribeOnline(notify: () => void): () => void {
  window.addEventListener("online", notify);
  window.addEventListener("offline", notify);
  return () => {
    window.removeEventListener("online", notify);
    window.removeEventListener("offline", notify);
  };
}

/** Whether what is on the screen is kept current. */
export function ConnectionBadge() {
  const status = useConnectionStatus(realtime);
  const isOnline = useSyncExternalStore(subscribeOnline, () => navigator.onLine);
  if (status === "idle" && isOnline) return null;
  const [text, dot] = !isOnline
    ? ["Offline", "bg-danger"]
    : status === "online"
      ? ["Live", "bg-(--tp-state-completed)"]
      : status === "connecting"
        ? ["Connecting…", "bg-line-strong"]
        : ["Reconnecting…", "bg-(--tp-state-started) animate-pulse"];
  return (
    <span
      role="status"
      title={
        text === "Live"
          ? "Changes by others appear as they happen."
          : "Changes by others appear once the connection is back."
      }
      className="inline-flex h-7 items-center gap-1.5 rounded-md px-1.5 text-fg-3 text-xs"
    >
      <span aria-hidden="true" className={cx("size-2 rounded-full", dot)} />
      <span className={cx(text === "Live" && "sr-only sm:not-sr-only")}>{text}</span>
    </span>
  );
}
