import { formatNumber } from "@treasury-plane/kit/dates/format";
import { useDebounced } from "@treasury-plane/kit/page/use-debounced";
import { Badge } from "@treasury-plane/ui/Badge";
import { Button } from "@treasury-plane/ui/Button";
import { ColorDot } from "@treasury-plane/ui/LabelChip";
import { Picker } from "@treasury-plane/ui/Picker";
import type { PickerItem } from "@treasury-plane/ui/PickerList";
import { PRIORITY_NAMES, PriorityIcon, type PriorityLevel } from "@treasury-plane/ui/PriorityIcon";
import { SearchField } from "@treasury-plane/ui/SearchField";
import { StateIcon } from "@treasury-plane/ui/StateIcon";
import { ChevronDown } from "lucide-react";
import { useMemo, useState } from "react";
import { filterCount } from "./filters";
import type { BoardInfo } from "./queries";
import type { Board } from "./use-board";

const PRIORITIES = (Object.keys(PRIORITY_NAMES) as PriorityLevel[]).map(
  (priority): PickerItem => ({
    id: priority,
    label: PRIORITY_NAMES[priority],
    icon: <PriorityIcon priority={priority} />,
  }),
);

/** Narrows the board; every choice is kept in the address. */
export function FilterBar({ info, board }: { info: BoardInfo; board: Board }) {
  const { filters, change } = board;
  const states = useMemo(
    () =>
      board.groups.map(
        ({ state }): PickerItem => ({
          id: state.id,
          label: state.name,
          icon: <StateIcon group={state.group} />,
        }),
      ),
    [board.groups],
  );
  const labels = useMemo(
    () =>
      info.labels.map(
        (label): PickerItem => ({
          id: label.id,
          label: label.name,
          icon: <ColorDot color={label.color} size={10} />,
        }),
      ),
    [info.labels],
  );

  return (
    <section
      id="filters"
      tabIndex={-1}
      aria-label="Filters"
      className="flex flex-wrap items-center gap-2 border-line border-b bg-surface px-3 py-2 outline-none sm:px-5"
    >
      <SearchBox search={filters.search} onSearch={(search) => change({ search })} />
      <FilterPicker
        label="State"
        items={states}
        selected={filters.states}
        onChange={(ids) => change({ states: ids })}
      />
      <FilterPicker
        label="Priority"
        items={PRIORITIES}
        selected={filters.priorities}
        onChange={(ids) => change({ priorities: ids })}
      />
      {labels.length > 0 && (
        <FilterPicker
          label="Label"
          items={labels}
          selected={filters.labels}
          onChange={(ids) => change({ labels: ids })}
        />
      )}
      {filterCount(filters) > 0 && (
        <Button
          variant="ghost"
          size="sm"
          onPress={() => change({ states: null, priorities: null, labels: null, search: null })}
        >
          Clear
        </Button>
      )}
      <Count board={board} />
    </section>
  );
}

function Count({ board }: { board: Board }) {
  const isLoading = board.items.hasNextPage;
  const isFiltered = filterCount(board.filters) > 0;
  // Announced when it settles, not with each letter.
  const settled = useDebounced(board.shownCount, 600);
  return (
    <p className="ml-auto whitespace-nowrap text-fg-3 text-sm tabular-nums">
      <span aria-hidden="true">
        {isLoading
          ? `Loading ${formatNumber(board.loadedCount)} of ${formatNumber(board.totalCount)}…`
          : isFiltered
            ? `${formatNumber(board.shownCount)} of ${formatNumber(board.totalCount)}`
            : `${formatNumber(board.totalCount)} items`}
      </span>
      <span role="status" className="sr-only">
        {isLoading ? "" : `${settled} work items`}
      </span>
    </p>
  );
}

interface FilterPickerProps {
  label: string;
  items: PickerItem[];
  selected: readonly string[];
  onChange: (ids: string[]) => void;
}

function FilterPicker({ label, items, selected, onChange }: FilterPickerProps) {
  return (
    <Picker
      label={label}
      items={items}
      selected={selected}
      selectionMode="multiple"
      onChange={onChange}
      trigger={
        <Button size="sm" className={selected.length > 0 ? "border-accent text-accent-fg" : ""}>
          {label}
          {selected.length > 0 && <Badge tone="accent">{selected.length}</Badge>}
          <ChevronDown size={13} aria-hidden="true" className="text-fg-3" />
        </Button>
      }
    />
  );
}

function SearchBox({ search, onSearch }: { search: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(search);
  const [known, setKnown] = useState(search);
  // "Clear" or the back button changed the address: the box follows.
  if (search !== known) {
    setKnown(search);
    if (search !== text) setText(search);
  }
  return (
    <SearchField
      label="Search work items"
      value={text}
      onChange={(next) => {
        setText(next);
        onSearch(next);
      }}
      className="w-full sm:w-64"
    />
  );
}
