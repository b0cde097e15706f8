import { Button } from "@treasury-plane/ui/Button";
import { announce } from "@treasury-plane/ui/LiveAnnouncer";
import { Menu, MenuItem, MenuTrigger } from "@treasury-plane/ui/Menu";
import { SearchField } from "@treasury-plane/ui/SearchField";
import { ListFilter } from "lucide-react";
import type { RefObject } from "react";
import { useEffect, useRef, useState } from "react";
import type { Filter, FilterField } from "../filters";
import { CHOICE_FIELDS, DATE_FIELDS, FIELD_NAMES, isComplete, isDateField } from "../filters";
import type { ProjectMeta } from "../model";
import type { ChangeView } from "../use-view-config";
import type { ViewConfig } from "../view-config";
import { isFiltered } from "../view-config";
import { FilterChip } from "./FilterChip";

interface FilterBarProps {
  readonly config: ViewConfig;
  readonly onChange: ChangeView;
  readonly meta: ProjectMeta;
  /** How many items pass. */
  readonly total: number;
  readonly isMenuOpen: boolean;
  readonly onMenuOpenChange: (isOpen: boolean) => void;
  readonly searchInput: RefObject<HTMLInputElement | null>;
}

/** Text, chips, and the button that adds a chip. */
export function FilterBar(props: FilterBarProps) {
  const { config, onChange, meta, total } = props;
  const { filters } = config;
  const [editing, setEditing] = useState<number | null>(null);
  useAnnouncedTotal(total, isFiltered(config));

  const add = (field: FilterField) => {
    const filter: Filter = { field, op: isDateField(field) ? "before" : "is", values: [] };
    onChange({ filters: [...filters, filter] });
    setEditing(filters.length);
  };
  const replace = (at: number, filter: Filter) =>
    onChange((current) => ({
      filters: current.filters.map((entry, index) => (index === at ? filter : entry)),
    }));
  const remove = (at: number) => {
    setEditing(null);
    onChange((current) => ({ filters: current.filters.filter((_, index) => index !== at) }));
  };
  // Closing a chip that got no value takes it away again.
  const settle = (at: number) => {
    setEditing(null);
    onChange((current) => ({
      filters: current.filters.filter((entry, index) => index !== at || isComplete(entry)),
    }));
  };

  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5">
      <SearchField
        label="Filter by title or number"
        placeholder="Filter…"
        value={config.text}
        onChange={(text) => onChange({ text })}
        inputRef={props.searchInput}
        className="min-w-28 flex-1 sm:w-48 sm:flex-none"
      />
      <MenuTrigger
        isOpen={props.isMenuOpen}
        onOpenChange={props.onMenuOpenChange}
        trigger={
          <Button variant="ghost" icon={<ListFilter size={15} aria-hidden="true" />}>
            <span className="sr-only sm:not-sr-only">Filter</span>
          </Button>
        }
      >
        <Menu aria-label="Filter by" onAction={(key) => add(key as FilterField)}>
          {[...CHOICE_FIELDS, ...DATE_FIELDS].map((field) => (
            <MenuItem key={field} id={field}>
              {FIELD_NAMES[field]}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      {filters.map((filter, at) => (
        <FilterChip
          // biome-ignore lint/suspicious/noArrayIndexKey: chips have no identity but their place.
          key={at}
          filter={filter}
          meta={meta}
          isOpen={editing === at}
          onOpenChange={(isOpen) => (isOpen ? setEditing(at) : settle(at))}
          onChange={(next) => replace(at, next)}
          onRemove={() => remove(at)}
        />
      ))}
      {isFiltered(config) && (
        <Button size="sm" variant="ghost" onPress={() => onChange({ filters: [], text: "" })}>
          Clear
        </Button>
      )}
    </div>
  );
}

/** Says the number of results once typing pauses. */
function useAnnouncedTotal(total: number, isActive: boolean): void {
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const timer = setTimeout(() => {
      if (isActive) announce(total === 1 ? "1 work item" : `${total.toLocaleString()} work items`);
    }, 600);
    return () => clearTimeout(timer);
  }, [total, isActive]);
}
