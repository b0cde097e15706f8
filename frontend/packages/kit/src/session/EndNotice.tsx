import { Banner } from "@treasury-plane/ui/Banner";
import { useStore } from "zustand";
import { sessionWatch } from "./session";
import type { EndNotice as Notice, SessionWatch } from "./watch";

/** On the sign-in page: why the last session of this tab ended. */
export function EndNotice({ watch = sessionWatch }: { watch?: SessionWatch }) {
  const notice = useStore(watch.notice, (state) => state.notice);
  return notice ? <Banner tone="info">{endSentence(notice)}</Banner> : null;
}

export function endSentence(notice: Notice): string {
  switch (notice.cause) {
    case "idle":
      return `You were signed out after ${notice.minutes === 1 ? "1 minute" : `${notice.minutes} minutes`} without activity.`;
    case "absolute":
      return "You were signed out because your session had reached its longest time.";
    case "signed_out_elsewhere":
      return "You signed out in another tab.";
    case "ended":
      return "Your session has ended. Sign in again to continue.";
  }
}
