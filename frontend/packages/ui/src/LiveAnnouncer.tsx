import { useEffect, useState } from "react";

type Politeness = "polite" | "assertive";
type Listener = (message: string, politeness: Politeness) => void;

const listeners = new Set<Listener>();

/** Says something to screen readers: a move, a count of results, a save. */
export function announce(message: string, politeness: Politeness = "polite"): void {
  for (const listener of listeners) listener(message, politeness);
}

/** The page's two live regions. Render it once, near the root. */
export function LiveAnnouncer() {
  const [messages, setMessages] = useState({ polite: "", assertive: "" });

  useEffect(() => {
    const listener: Listener = (message, politeness) =>
      setMessages((current) => ({
        ...current,
        // The same text twice in a row must still be a change of the region.
        [politeness]: current[politeness] === message ? `${message}\u00a0` : message,
      }));
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);

  return (
    // The attribute keeps the regions heard while a modal dialog hides the rest of the page.
    <div className="sr-only" data-live-announcer="true">
      <div role="log" aria-live="polite" aria-relevant="all" aria-atomic="true">
        {messages.polite}
      </div>
      <div role="alert" aria-live="assertive" aria-atomic="true">
        {messages.assertive}
      </div>
    </div>
  );
}
