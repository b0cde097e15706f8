import { Check, Plus, Search } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { cx } from "./cx";
import { announce } from "./LiveAnnouncer";
import { matchItems } from "./pickerMatch";

export interface PickerItem {
  id: string;
  label: string;
  icon?: ReactNode;
  description?: string | undefined;
  /** Further text that finds the item. */
  keywords?: string;
  /** A digit or letter shown at the end of the row. */
  hint?: string;
  isDisabled?: boolean;
}

export interface PickerListProps {
  /** Names the search box and the list: "State", "Assignees". */
  label: string;
  items: readonly PickerItem[];
  selected: readonly string[];
  selectionMode?: "single" | "multiple";
  /** The whole new selection. In single mode choosing the chosen one keeps it. */
  onChange: (ids: string[]) => void;
  /** Called after a choice in single mode, and on Escape. */
  onClose?: () => void;
  placeholder?: string;
  emptyText?: string;
  /** Offers to make what was typed when nothing has that name. */
  onCreate?: (name: string) => void;
  createLabel?: (name: string) => string;
  className?: string;
}

const MAX_SHOWN = 200;

/**
 * A searchable list for choosing values with the keyboard or the pointer: type to narrow, arrows
 * to move, Enter to choose, Escape to leave. Focus stays in the search box (combobox pattern).
 */
export function PickerList(props: PickerListProps) {
  const { label, items, selected, selectionMode = "single", onChange, onClose, onCreate } = props;
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(() => firstActive(items, selected));
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const isMultiple = selectionMode === "multiple";

  const matches = useMemo(() => matchItems(items, query), [items, query]);
  const shown = matches.slice(0, MAX_SHOWN);
  const name = query.trim();
  const canCreate =
    onCreate !== undefined &&
    name !== "" &&
    !items.some((item) => item.label.toLowerCase() === name.toLowerCase());
  const count = shown.length + (canCreate ? 1 : 0);
  const optionId = (index: number) => `${listId}-${index}`;

  useEffect(() => {
    list.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView?.({ block: "nearest" });
  }, [active]);

  const choose = (index: number) => {
    const item = shown[index];
    if (!item) {
      if (canCreate) {
        onCreate?.(name);
        setQuery("");
      }
      return;
    }
    if (item.isDisabled) return;
    if (!isMultiple) {
      onChange([item.id]);
      onClose?.();
      return;
    }
    const isChosen = selected.includes(item.id);
    onChange(isChosen ? selected.filter((id) => id !== item.id) : [...selected, item.id]);
    announce(`${item.label} ${isChosen ? "removed" : "added"}`);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const moves: Record<string, number> = {
      ArrowDown: (active + 1) % Math.max(count, 1),
      ArrowUp: (active - 1 + count) % Math.max(count, 1),
      PageDown: Math.min(active + 8, count - 1),
      PageUp: Math.max(active - 8, 0),
    };
    const target = moves[event.key];
    if (target !== undefined) {
      event.preventDefault();
      setActive(target);
    } else if (event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      choose(active);
    } else if (event.key === "Escape" && onClose) {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  };

  return (
    <div className={cx("flex w-64 max-w-[calc(100vw-1rem)] flex-col", props.className)}>
      <div className="relative flex items-center border-line border-b">
        <Search
          size={14}
          aria-hidden="true"
          className="pointer-events-none absolute left-3 text-fg-3"
        />
        <input
          // biome-ignore lint/a11y/noAutofocus: the list was opened to be searched; focus belongs here.
          autoFocus
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          {...(count > 0 ? { "aria-activedescendant": optionId(active) } : {})}
          value={query}
          placeholder={props.placeholder ?? `${label}…`}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          className="h-9 w-full bg-transparent pr-3 pl-8 text-sm outline-none pointer-coarse:h-11"
        />
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={label}
        aria-multiselectable={isMultiple}
        tabIndex={-1}
        className="max-h-[min(20rem,50vh)] overflow-y-auto overscroll-contain p-1 outline-none"
      >
        {shown.map((item, index) => (
          <PickerOption
            key={item.id}
            id={optionId(index)}
            index={index}
            item={item}
            isActive={index === active}
            isSelected={selected.includes(item.id)}
            isMultiple={isMultiple}
            onChoose={choose}
            onHover={setActive}
          />
        ))}
        {canCreate && (
          <PickerOption
            id={optionId(shown.length)}
            index={shown.length}
            item={{
              id: "create",
              label: props.createLabel?.(name) ?? `Create “${name}”`,
              icon: <Plus size={15} aria-hidden="true" className="text-fg-3" />,
            }}
            isActive={active === shown.length}
            isSelected={false}
            isMultiple={false}
            onChoose={choose}
            onHover={setActive}
          />
        )}
      </div>
      {count === 0 && (
        <p role="status" className="px-3 pb-2.5 text-fg-3 text-sm">
          {props.emptyText ?? "No match"}
        </p>
      )}
      {matches.length > MAX_SHOWN && (
        <p className="border-line border-t px-3 py-1.5 text-fg-3 text-xs">
          {matches.length - MAX_SHOWN} more. Type to narrow.
        </p>
      )}
    </div>
  );
}

function firstActive(items: readonly PickerItem[], selected: readonly string[]): number {
  const index = items.findIndex((item) => selected.includes(item.id));
  return index >= 0 && index < MAX_SHOWN ? index : 0;
}

interface PickerOptionProps {
  id: string;
  index: number;
  item: PickerItem;
  isActive: boolean;
  isSelected: boolean;
  isMultiple: boolean;
  onChoose: (index: number) => void;
  onHover: (index: number) => void;
}

function PickerOption({
  id,
  index,
  item,
  isActive,
  isSelected,
  isMultiple,
  onChoose,
  onHover,
}: PickerOptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the combobox, which keeps focus.
    // biome-ignore lint/a11y/useFocusableInteractive: options are reached by aria-activedescendant.
    <div
      id={id}
      role="option"
      data-index={index}
      aria-selected={isSelected}
      aria-disabled={item.isDisabled ?? false}
      // Keeps focus in the search box.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(index)}
      onPointerMove={() => {
        if (!isActive) onHover(index);
      }}
      className={cx(
        "flex min-h-8 cursor-default select-none items-center gap-2 rounded-md px-2 py-1 text-sm pointer-coarse:min-h-11",
        isActive && "bg-hover forced-colors:outline-2 forced-colors:outline-[Highlight]",
        item.isDisabled && "text-fg-3",
      )}
    >
      {isMultiple && (
        <span
          aria-hidden="true"
          className={cx(
            "flex size-4 shrink-0 items-center justify-center rounded-sm border",
            isSelected ? "border-accent bg-accent text-on-accent" : "border-line-strong",
          )}
        >
          {isSelected && <Check size={12} strokeWidth={3} />}
        </span>
      )}
      {item.icon}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{item.label}</span>
        {item.description && (
          <span className="block truncate text-fg-3 text-xs">{item.description}</span>
        )}
      </span>
      {item.hint && <span className="text-fg-3 text-xs">{item.hint}</span>}
      {!isMultiple && isSelected && (
        <Check size={15} aria-hidden="true" className="shrink-0 text-accent-fg" />
      )}
    </div>
  );
}
