import { cx } from "@treasury-plane/ui/cx";
import { announce } from "@treasury-plane/ui/LiveAnnouncer";
import { Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";

interface QuickAddProps {
  readonly groupName: string;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  readonly onAdd: (name: string) => void;
  readonly look: "row" | "card";
}

/** A single line: Enter creates and stays for the next one, Escape closes. */
export function QuickAdd({ groupName, isOpen, onOpen, onClose, onAdd, look }: QuickAddProps) {
  const [name, setName] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isOpen) input.current?.focus();
  }, [isOpen]);

  if (!isOpen) {
    return (
      <button
        type="button"
        onClick={onOpen}
        aria-label={`New work item in ${groupName}`}
        className={cx(
          "flex w-full items-center gap-2 text-fg-3 text-sm hover:text-fg focus-visible:-outline-offset-2",
          look === "row" ? "h-10 px-4 hover:bg-hover" : "h-9 rounded-md px-2 hover:bg-pressed",
        )}
      >
        <Plus size={15} aria-hidden="true" />
        New work item
      </button>
    );
  }

  const submit = () => {
    const text = name.trim();
    if (text === "") return;
    onAdd(text);
    announce(`Added ${text}`);
    setName("");
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      className={cx(
        "flex items-center gap-2 border-accent bg-surface",
        look === "row" ? "h-10 border-y px-4" : "h-10 rounded-md border px-2.5 shadow-1",
      )}
    >
      <input
        ref={input}
        value={name}
        maxLength={255}
        aria-label={`Title of the new work item in ${groupName}`}
        placeholder="Title, then Enter"
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          setName("");
          onClose();
        }}
        onBlur={() => {
          if (name.trim() === "") onClose();
        }}
        className="min-w-0 flex-1 bg-transparent text-base outline-none"
      />
      <span aria-hidden="true" className="hidden text-fg-3 text-xs sm:inline">
        ↵ add · Esc close
      </span>
    </form>
  );
}
