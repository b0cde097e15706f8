import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { announce } from "@treasury-plane/ui/LiveAnnouncer";
import { Clock } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { useStore } from "zustand";
import { sessionWatch } from "./session";
import type { EndCause } from "./times";
import { clockText, durationText, useSecondsLeft } from "./use-seconds-left";
import type { SessionWatch } from "./watch";

interface SessionWarningProps {
  onSignOut: () => void | Promise<void>;
  /** For tests. */
  watch?: SessionWatch;
}

/** When what is left is said aloud, in seconds. */
const SAID_AT = [60, 30, 10];

/**
 * Watches the session of a signed-in page and warns before it ends. Render it once inside the
 * gate, beside the page.
 */
export function SessionWarning({ onSignOut, watch = sessionWatch }: SessionWarningProps) {
  useEffect(() => watch.start(), [watch]);
  const state = useStore(watch.state);
  const [dismissedEnd, setDismissedEnd] = useState<number | null>(null);
  if (state.phase !== "warning") return null;
  const { cause, end } = state;
  // The end that nothing moves may shift by a few milliseconds from one answer to the next.
  const isDismissed =
    cause === "absolute" && dismissedEnd !== null && Math.abs(dismissedEnd - end) < 30_000;
  return isDismissed ? (
    <FinalMinutes end={end} />
  ) : (
    <WarningDialog
      cause={cause}
      end={end}
      onStay={() => watch.extend()}
      onDismiss={() => setDismissedEnd(end)}
      onSignOut={onSignOut}
    />
  );
}

interface WarningDialogProps {
  cause: EndCause;
  end: number;
  onStay: () => Promise<void>;
  onDismiss: () => void;
  onSignOut: () => void | Promise<void>;
}

function WarningDialog({ cause, end, onStay, onDismiss, onSignOut }: WarningDialogProps) {
  const description = useId();
  const secondsLeft = useSecondsLeft(end);
  const [pending, setPending] = useState<"stay" | "leave" | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const isIdle = cause === "idle";
  useSpoken(secondsLeft);
  useTitleMark("Session ends soon");

  const run = async (what: "stay" | "leave", act: () => void | Promise<void>) => {
    if (pending) return;
    setPending(what);
    setFailed(false);
    try {
      await act();
    } catch {
      setFailed(true);
    } finally {
      setPending(null);
    }
  };
  const stay = () => void run("stay", onStay);

  return (
    <Dialog
      isOpen
      role="alertdialog"
      size="sm"
      title={isIdle ? "Are you still there?" : "Your session ends soon"}
      isCloseHidden
      isDismissable={false}
      // Escape is pressed by somebody who is here.
      onClose={isIdle ? stay : onDismiss}
      aria-describedby={description}
    >
      <div className="flex flex-col gap-4">
        <p id={description} className="text-base text-fg-2">
          {isIdle ? (
            <>You have not been active for a while. For safety, you will be signed out soon.</>
          ) : (
            <>
              You have been signed in for as long as is allowed. This cannot be extended. Save your
              work, then sign in again.
            </>
          )}
        </p>
        <p className="flex items-center gap-2 font-medium text-lg">
          <Clock size={18} aria-hidden="true" className="shrink-0 text-fg-3" />
          <span>
            Signed out in{" "}
            <span role="timer" aria-live="off" className="tabular-nums">
              {clockText(secondsLeft)}
            </span>
          </span>
        </p>
        {hasFailed && (
          <Banner tone="danger">
            The server did not answer. Check your network and try again.
          </Banner>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button
            isPending={pending === "leave"}
            onPress={() => void run("leave", onSignOut)}
            size="lg"
          >
            Sign out now
          </Button>
          {isIdle ? (
            <Button
              variant="primary"
              size="lg"
              autoFocus
              isPending={pending === "stay"}
              onPress={stay}
            >
              Stay signed in
            </Button>
          ) : (
            <Button variant="primary" size="lg" autoFocus onPress={onDismiss}>
              Finish my work
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

/** What is left of a session that cannot be extended, out of the way of the work. */
function FinalMinutes({ end }: { end: number }) {
  const secondsLeft = useSecondsLeft(end);
  useSpoken(secondsLeft);
  return (
    <div className="pointer-events-none fixed inset-x-0 bottom-3 z-50 flex justify-center px-3">
      <p className="flex items-center gap-2 rounded-lg border border-line bg-raised px-3 py-2 text-sm shadow-3">
        <Clock size={16} aria-hidden="true" className="shrink-0 text-warning-fg" />
        <span>
          Your session ends in{" "}
          <span role="timer" aria-live="off" className="font-medium tabular-nums">
            {clockText(secondsLeft)}
          </span>
          . Save your work.
        </span>
      </p>
    </div>
  );
}

/** Says what is left at a few steps; each second would drown everything else. */
function useSpoken(secondsLeft: number): void {
  const [reached, setReached] = useState(() => stepOf(secondsLeft));
  const step = stepOf(secondsLeft);
  useEffect(() => {
    if (step === reached) return;
    setReached(step);
    if (step !== null && (reached === null || step < reached)) {
      announce(`You will be signed out in ${durationText(step)}.`, "assertive");
    }
  }, [step, reached]);
}

function stepOf(secondsLeft: number): number | null {
  return SAID_AT.findLast((step) => secondsLeft <= step) ?? null;
}

/** Marks the title of the tab, for somebody who looks at another one. */
function useTitleMark(mark: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = `${mark} · ${before}`;
    return () => {
      if (document.title.startsWith(mark)) document.title = before;
    };
  }, [mark]);
}
