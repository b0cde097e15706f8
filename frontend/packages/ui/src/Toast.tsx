import { CircleCheck, OctagonAlert, X } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Button } from "./Button";
import { IconButton } from "./IconButton";

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  tone: "success" | "danger";
  message: string;
  action?: ToastAction;
}

const MIN_VISIBLE_MS = 6000;
const MAX_TOASTS = 4;
let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function update(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function show(tone: Toast["tone"], message: string, action?: ToastAction): number {
  const toast: Toast = { id: nextId++, tone, message, ...(action ? { action } : {}) };
  update([...toasts, toast].slice(-MAX_TOASTS));
  return toast.id;
}

/** Short notices in the corner. Errors stay until they are closed. */
export const toast = {
  success: (message: string, action?: ToastAction) => show("success", message, action),
  error: (message: string, action?: ToastAction) => show("danger", message, action),
  dismiss: (id: number) => update(toasts.filter((item) => item.id !== id)),
};

/** Where toasts appear. Render it once, near the root. */
export function ToastRegion() {
  const items = useSyncExternalStore(subscribe, () => toasts);
  return (
    <section
      aria-label="Notifications"
      className="pointer-events-none fixed inset-x-3 bottom-3 z-50 flex flex-col items-end gap-2 sm:left-auto sm:w-90"
    >
      {/* The regions are always present, so that what is added to them is announced. */}
      <div role="status" className="flex w-full flex-col gap-2">
        {items
          .filter((item) => item.tone === "success")
          .map((item) => (
            <ToastCard key={item.id} item={item} />
          ))}
      </div>
      <div role="alert" className="flex w-full flex-col gap-2">
        {items
          .filter((item) => item.tone === "danger")
          .map((item) => (
            <ToastCard key={item.id} item={item} />
          ))}
      </div>
    </section>
  );
}

function ToastCard({ item }: { item: Toast }) {
  const [isPaused, setPaused] = useState(false);
  const remaining = useRef(MIN_VISIBLE_MS);

  useEffect(() => {
    if (isPaused || item.tone === "danger") return;
    const started = performance.now();
    const timer = setTimeout(() => toast.dismiss(item.id), remaining.current);
    return () => {
      clearTimeout(timer);
      remaining.current = Math.max(1500, remaining.current - (performance.now() - started));
    };
  }, [isPaused, item]);

  const Icon = item.tone === "danger" ? OctagonAlert : CircleCheck;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only pauses the clock.
    <div
      onPointerEnter={() => setPaused(true)}
      onPointerLeave={() => setPaused(false)}
      onFocus={() => setPaused(true)}
      onBlur={() => setPaused(false)}
      className="pointer-events-auto flex items-center gap-2.5 rounded-lg border border-line bg-raised py-2 pr-1.5 pl-3 text-sm shadow-3"
    >
      <Icon
        size={17}
        aria-hidden="true"
        className={item.tone === "danger" ? "shrink-0 text-danger-fg" : "shrink-0 text-success-fg"}
      />
      <p className="min-w-0 flex-1 py-1.5 [overflow-wrap:anywhere]">{item.message}</p>
      {item.action && (
        <Button
          size="sm"
          variant="ghost"
          onPress={() => {
            item.action?.run();
            toast.dismiss(item.id);
          }}
        >
          {item.action.label}
        </Button>
      )}
      <IconButton
        label="Dismiss"
        hasTooltip={false}
        icon={<X size={14} />}
        className="size-7"
        onPress={() => toast.dismiss(item.id)}
      />
    </div>
  );
}
