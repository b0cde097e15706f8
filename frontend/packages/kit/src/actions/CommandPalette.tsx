import { cx } from "@treasury-plane/ui/cx";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { Kbd } from "@treasury-plane/ui/Kbd";
import { Spinner } from "@treasury-plane/ui/Spinner";
import { toast } from "@treasury-plane/ui/Toast";
import { Search } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from "react";
import type { PaletteEntry, SearchSource } from "./search";
import type { ActionContext } from "./types";
import { usePaletteGroups } from "./use-palette";

interface CommandPaletteProps {
  isOpen: boolean;
  onClose: () => void;
  context: ActionContext;
  /** Memoise the array. */
  sources?: readonly SearchSource[];
}

const NO_SOURCES: readonly SearchSource[] = [];

/** Every action and everything that can be found, by typing. */
export function CommandPalette({ isOpen, onClose, ...rest }: CommandPaletteProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Command palette" isTitleHidden size="md">
      <PaletteBody onClose={onClose} {...rest} />
    </Dialog>
  );
}

const refuse = (reason: string) => void toast.error(reason);

function PaletteBody({
  onClose,
  context,
  sources = NO_SOURCES,
}: Omit<CommandPaletteProps, "isOpen">) {
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const { groups, isSearching } = usePaletteGroups(
    useDeferredValue(query),
    context,
    sources,
    refuse,
  );
  const entries = groups.flatMap((group) => group.results);
  const current = Math.min(active, Math.max(entries.length - 1, 0));

  useEffect(() => {
    list.current
      ?.querySelector(`[data-index="${current}"]`)
      ?.scrollIntoView?.({ block: "nearest" });
  }, [current]);

  const run = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    if (entry.disabledReason) {
      refuse(entry.disabledReason);
      return;
    }
    onClose();
    // After the dialog has given focus back, so that the action can take it.
    setTimeout(entry.run, 0);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive((current + step + entries.length) % Math.max(entries.length, 1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(entries[current]);
    } else if (event.key === "Escape" && query !== "") {
      // Escape empties the text first, then closes.
      event.preventDefault();
      event.stopPropagation();
      setQuery("");
      setActive(0);
    }
  };

  let index = -1;
  return (
    <div className="flex max-h-[60vh] flex-col">
      <div className="relative flex items-center border-line border-b">
        <Search
          size={17}
          aria-hidden="true"
          className="pointer-events-none absolute left-4 text-fg-3"
        />
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette was opened to be typed in.
          autoFocus
          role="combobox"
          aria-label="Search commands and work items"
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          {...(entries.length > 0 ? { "aria-activedescendant": `${listId}-${current}` } : {})}
          value={query}
          placeholder="Type a command or search…"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          className="h-12 w-full bg-transparent pr-10 pl-11 text-lg outline-none"
        />
        {isSearching && <Spinner label="Searching" className="absolute right-4 text-fg-3" />}
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label="Results"
        tabIndex={-1}
        className="min-h-0 overflow-y-auto p-1.5 outline-none"
      >
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be inside a listbox.
          <div key={group.id} role="group" aria-label={group.label}>
            <div
              aria-hidden="true"
              className="px-2.5 pt-2 pb-1 font-medium text-2xs text-fg-3 uppercase tracking-wide"
            >
              {group.label}
            </div>
            {group.results.map((entry) => {
              index += 1;
              return (
                <PaletteOption
                  key={`${group.id}:${entry.id}`}
                  id={`${listId}-${index}`}
                  index={index}
                  entry={entry}
                  isActive={index === current}
                  onHover={setActive}
                  onRun={run}
                />
              );
            })}
          </div>
        ))}
      </div>
      <p
        role="status"
        className={cx("px-4 py-6 text-center text-fg-3 text-sm", entries.length > 0 && "sr-only")}
      >
        {entries.length > 0
          ? `${entries.length} results`
          : isSearching
            ? "Searching…"
            : "Nothing matches."}
      </p>
    </div>
  );
}

interface PaletteOptionProps {
  id: string;
  index: number;
  entry: PaletteEntry;
  isActive: boolean;
  onHover: (index: number) => void;
  onRun: (entry: PaletteEntry) => void;
}

function PaletteOption({ id, index, entry, isActive, onHover, onRun }: PaletteOptionProps) {
  const Icon = entry.iconType;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the combobox, which keeps focus.
    // biome-ignore lint/a11y/useFocusableInteractive: options are reached by aria-activedescendant.
    <div
      id={id}
      role="option"
      data-index={index}
      aria-selected={isActive}
      aria-disabled={Boolean(entry.disabledReason)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onRun(entry)}
      onPointerMove={() => {
        if (!isActive) onHover(index);
      }}
      className={cx(
        "flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-md px-2.5 py-1 text-base pointer-coarse:min-h-11",
        isActive && "bg-hover",
        entry.disabledReason && "text-fg-3",
      )}
    >
      {(Icon || entry.icon) && (
        <span className="flex w-5 shrink-0 justify-center text-fg-3">
          {Icon ? <Icon size={16} aria-hidden="true" /> : entry.icon}
        </span>
      )}
      <span className="min-w-0 flex-1 truncate">
        {entry.label}
        {(entry.disabledReason ?? entry.description) && (
          <span className="ml-2 text-fg-3 text-sm">
            {entry.disabledReason ?? entry.description}
          </span>
        )}
      </span>
      {entry.hint && <span className="shrink-0 text-fg-3 text-sm tabular-nums">{entry.hint}</span>}
      {entry.keys && <Kbd keys={[...entry.keys]} />}
    </div>
  );
}
