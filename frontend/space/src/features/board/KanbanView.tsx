import { formatNumber } from "@treasury-plane/kit/dates/format";
import { NativeSelect } from "@treasury-plane/ui/NativeSelect";
import { useState } from "react";
import type { Group } from "./filters";
import { KanbanColumn } from "./KanbanColumn";
import type { BoardInfo } from "./queries";
import { useMediaQuery } from "./use-media-query";

interface KanbanViewProps {
  info: BoardInfo;
  groups: readonly Group[];
  onOpen: (id: string) => void;
}

/** Columns side by side; on a narrow screen one column and a switch between them. */
export function KanbanView(props: KanbanViewProps) {
  const isNarrow = useMediaQuery("(width < 40rem)");
  if (isNarrow) return <SingleColumn {...props} />;
  return (
    <section aria-label="Board" className="flex h-full gap-3 overflow-x-auto p-3 sm:px-5">
      {props.groups.map((group) => (
        <KanbanColumn
          key={group.state.id}
          group={group}
          info={props.info}
          onOpen={props.onOpen}
          className="w-80 shrink-0"
        />
      ))}
    </section>
  );
}

function SingleColumn({ info, groups, onOpen }: KanbanViewProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const current =
    groups.find((group) => group.state.id === chosen) ??
    groups.find((group) => group.items.length > 0) ??
    groups[0];
  if (!current) return null;
  return (
    <div className="flex h-full flex-col gap-2 p-3">
      <NativeSelect
        label="Column"
        isLabelHidden
        value={current.state.id}
        onChange={setChosen}
        options={groups.map(({ state, items }) => ({
          id: state.id,
          label: `${state.name} (${formatNumber(items.length)})`,
        }))}
      />
      <KanbanColumn
        key={current.state.id}
        group={current}
        info={info}
        onOpen={onOpen}
        className="min-h-0 flex-1"
        isHeaderHidden
      />
    </div>
  );
}
